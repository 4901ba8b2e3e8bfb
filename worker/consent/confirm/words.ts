// The words of the confirmation pages, in French and English.
import type { Language } from '../rights/words.ts'

const en = {
  title: 'Is this address yours?',
  title_magnet: 'One step left to “{magnet}”',
  given: '{email} was given on {site}. Confirm that it is yours.',
  given_magnet: '{email} was given on {site} to receive “{magnet}”. Confirm that it is yours, and it opens at once.',
  agreeing: 'By confirming you also agree to this:',
  confirm: 'Confirm my address',
  confirm_magnet: 'Confirm and receive',
  not_me: 'It was not me',
  not_me_title: 'You never gave this address?',
  not_me_text: 'Then what was entered is erased at once, and nothing more is sent.',
  done_title: 'Confirmed, thank you',
  done: 'We now know that {email} is yours.',
  already_title: 'Already confirmed',
  already: '{email} was confirmed on {day}. There is nothing left to do.',
  agreed: 'You agreed to this:',
  download: 'Download',
  open: 'Open',
  until: 'This link is your own and works until {day}.',
  code: 'Yours for “{magnet}”:',
  by_mail: '“{magnet}” comes to this mailbox within minutes.',
  rights: 'See, correct or delete your data',
  expired_title: 'This link has expired',
  expired:
    'It lived for fourteen days. One click, and a fresh one is in your mailbox: there is nothing to fill in again.',
  renew: 'Send me a fresh link',
  again: 'Send it to me again',
  sent_title: 'On its way',
  sent: 'The message is in your mailbox within minutes. If it is not, look among the junk mail.',
  gone_title: 'Nothing is kept',
  gone: 'What this link led to has been erased, and nothing more is sent. If you still want it, fill in the form again.',
  refused_title: 'This link is not whole',
  refused:
    'It was probably cut short on its way here. Open the message again and press its button, or copy the address to its very end.',
  refused_lost: 'If the message is lost, fill in the form again: you get a new one.',
}

export type Words = typeof en

const fr: Words = {
  title: 'Cette adresse est‑elle la vôtre ?',
  title_magnet: 'Plus qu’une étape avant « {magnet} »',
  given: '{email} a été indiquée sur {site}. Confirmez qu’elle est la vôtre.',
  given_magnet:
    '{email} a été indiquée sur {site} pour recevoir « {magnet} ». Confirmez qu’elle est la vôtre, et il s’ouvre aussitôt.',
  agreeing: 'En confirmant, vous acceptez aussi ceci :',
  confirm: 'Confirmer mon adresse',
  confirm_magnet: 'Confirmer et recevoir',
  not_me: 'Ce n’était pas moi',
  not_me_title: 'Vous n’avez jamais indiqué cette adresse ?',
  not_me_text: 'Alors ce qui a été saisi est effacé aussitôt, et plus rien n’est envoyé.',
  done_title: 'C’est confirmé, merci',
  done: 'Nous savons désormais que {email} est bien la vôtre.',
  already_title: 'Déjà confirmé',
  already: '{email} a été confirmée le {day}. Il ne reste rien à faire.',
  agreed: 'Vous avez accepté ceci :',
  download: 'Télécharger',
  open: 'Ouvrir',
  until: 'Ce lien vous est personnel et fonctionne jusqu’au {day}.',
  code: 'À vous, pour « {magnet} » :',
  by_mail: '« {magnet} » arrive dans cette boîte d’ici quelques minutes.',
  rights: 'Voir, corriger ou effacer vos données',
  expired_title: 'Ce lien a expiré',
  expired:
    'Il a vécu quatorze jours. Un clic, et un nouveau lien arrive dans votre boîte : il n’y a rien à remplir de nouveau.',
  renew: 'Envoyez-moi un nouveau lien',
  again: 'Renvoyez-le-moi',
  sent_title: 'C’est en route',
  sent: 'Le message arrive dans votre boîte d’ici quelques minutes. Sinon, cherchez parmi les indésirables.',
  gone_title: 'Rien n’est conservé',
  gone: 'Ce à quoi menait ce lien a été effacé, et plus rien n’est envoyé. Si vous le souhaitez toujours, remplissez de nouveau le formulaire.',
  refused_title: 'Ce lien est incomplet',
  refused:
    'Il a sans doute été coupé en chemin. Rouvrez le message et appuyez sur son bouton, ou copiez l’adresse jusqu’au bout.',
  refused_lost: 'Si le message est perdu, remplissez de nouveau le formulaire : vous en recevrez un autre.',
}

export const confirmWords: Record<Language, Words> = { fr, en }
