// Les mots des mails en français.
import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  why: 'Vous recevez ce message parce que cette adresse a été indiquée sur {site}.',
  why_team: 'Vous recevez ce message parce que vous vous occupez de {site}.',
  rights: 'Voir, corriger ou effacer vos données',
  privacy: 'Politique de confidentialité',

  confirm_subject: 'Confirmez votre adresse pour {site}',
  confirm_title: 'Cette adresse est-elle la vôtre ?',
  confirm_intro: 'Elle a été indiquée sur {site}. Confirmez-la, et nous saurons que c’était bien vous.',
  confirm_action: 'Confirmer mon adresse',
  confirm_deliver_subject: 'Confirmez votre adresse pour recevoir « {magnet} »',
  confirm_deliver_title: 'Plus qu’une étape avant « {magnet} »',
  confirm_deliver_intro:
    'Cette adresse a été indiquée sur {site} pour le recevoir. Confirmez qu’elle est la vôtre, et il s’ouvre aussitôt.',
  confirm_deliver_action: 'Confirmer et recevoir',
  confirm_reminder: 'Nous l’avons demandé il y a quelques jours, sans réponse. Nous ne le redemanderons pas.',
  confirm_until: 'Le lien fonctionne jusqu’au {day}.',
  confirm_stranger:
    'Si ce n’était pas vous, dites-le sur cette page, et ce qui a été saisi est effacé ; ou ne faites rien, et cela ne compte pas.',

  deliver_subject: '{magnet}',
  deliver_title: '{magnet}',
  deliver_intro: 'Voici ce que vous avez demandé sur {site}.',
  deliver_file: 'Télécharger',
  deliver_link: 'Ouvrir',
  deliver_trial: 'Commencer mon essai',
  deliver_until: 'Ce lien vous est personnel et fonctionne jusqu’au {day}.',
  deliver_trial_until: 'Votre essai court jusqu’au {day}. Il s’arrête de lui-même ; il n’y a rien à résilier.',

  renew_subject: 'Votre nouveau lien vers « {magnet} »',
  renew_title: 'Un nouveau lien vers « {magnet} »',
  renew_intro: 'Le lien que vous aviez a expiré. En voici un nouveau.',

  reminder_subject: 'Votre essai se termine le {day}',
  reminder_title: 'Votre essai se termine le {day}',
  reminder_intro:
    'Vous avez commencé un essai de « {magnet} » sur {site}. Il s’arrête de lui-même ; il n’y a rien à résilier.',
  reminder_action: 'Ouvrir mon essai',

  rights_subject: 'Vos données chez {site}',
  rights_title: 'Vos données chez {site}',
  rights_intro:
    'Vous l’avez demandé : tout ce qui est conservé à votre sujet, à voir, corriger, télécharger ou effacer. Le lien vous est personnel.',
  rights_action: 'Voir mes données',
  rights_stranger: 'Si ce n’était pas vous, il ne se passe rien : seule cette boîte a reçu le lien.',

  retention_subject: '{site} doit-il garder vos données ?',
  retention_title: 'Gardons-nous vos données ?',
  retention_intro:
    'Nous n’avons plus de vos nouvelles depuis longtemps. Si vous souhaitez rester en contact, un clic suffit.',
  retention_action: 'Garder mes données',
  retention_until: 'Sans réponse, tout ce qui est conservé à votre sujet est effacé après le {day}.',

  notice_subject: 'Nouveau contact : {form}',
  notice_title: 'Quelqu’un a rempli « {form} »',
  notice_text:
    'Ses réponses sont dans le tableau de bord. Elles ne sont pas répétées ici, pour rester en un seul endroit.',
  notice_action: 'Voir le contact',

  budget_subject: 'Les mails font une pause jusqu’à l’heure suivante',
  budget_title: 'Les mails font une pause jusqu’à l’heure suivante',
  budget_text:
    'Il est parti autant de mails qu’une heure le permet. Les suivants attendent et partiront plus tard ; aucun n’est perdu. Si votre formulaire n’a pas simplement du succès aujourd’hui, quelqu’un le remplit peut-être avec les adresses des autres.',
  budget_action: 'Voir ce qui attend',

  stock_low_subject: 'Il reste peu de codes pour « {magnet} »',
  stock_low_title: 'Codes restants pour « {magnet} » : {count}',
  stock_low_text:
    'Ajoutez-en avant qu’il n’y en ait plus. Personne n’est refusé : qui arrive trop tard reçoit le sien par mail.',
  stock_empty_subject: 'Il n’y a plus de code pour « {magnet} »',
  stock_empty_title: 'Quelqu’un attend « {magnet} »',
  stock_empty_text:
    'Le dernier code est parti. Qui en demande un apprend qu’il viendra par mail, et le reçoit dès que vous en ajoutez.',
  stock_action: 'Ouvrir le tableau de bord',

  digest_subject: 'Nouveaux contacts : {count}',
  digest_title: 'Nouveaux contacts : {count}',
  digest_text: 'Ce que les formulaires de {site} ont apporté en vingt-quatre heures.',
  digest_form: '{form} : {count}',
  digest_held: 'En quarantaine, à regarder : {count}.',
  digest_action: 'Voir les contacts',
  connection_subject: 'La connexion « {name} » est désactivée',
  connection_title: 'La connexion « {name} » est désactivée',
  connection_failing: '{host} n’a rien accepté depuis plus de trois jours, malgré dix tentatives pour un même message.',
  connection_gone: '{host} a répondu que cette adresse n’existe plus (410).',
  connection_text:
    'Plus rien n’y est envoyé. Ce qui attend est gardé trente jours et part si vous la réactivez ; ce qui arrive d’ici là ne lui sera pas envoyé.',
  connection_action: 'Voir les connexions',

  sign_in_subject: 'Votre lien de connexion à {site}',
  sign_in_title: 'Votre lien de connexion',
  sign_in_text: 'Il ouvre le tableau de bord de {site} dans le navigateur où vous cliquez.',
  sign_in_action: 'Se connecter',
  sign_in_until: 'Il sert une seule fois, dans la demi-heure.',
  sign_in_stranger:
    'Si vous n’avez rien demandé, ne cliquez pas : sans clic, il ne se passe rien. Ne transmettez ce lien à personne.',
  invite_subject: 'Vous rejoignez l’équipe de {site}',
  invite_title: 'Vous rejoignez l’équipe de {site}',
  invite_text:
    'On vous a invité à travailler avec les contacts de {site}. Ce lien ouvre le tableau de bord, sans mot de passe.',
  invite_action: 'Ouvrir le tableau de bord',
  invite_until: 'Il sert une seule fois, dans les trois jours. Ensuite, la page de connexion vous en envoie un autre.',
  invite_stranger:
    'Si vous ne connaissez pas {site}, ne cliquez pas : sans clic, il ne se passe rien. Ne transmettez ce lien à personne.',
}
