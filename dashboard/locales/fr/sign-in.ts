// French: signing in.
export const signIn = {
  'signIn.title': 'Connexion',
  'signIn.ready': 'Ce lien ouvre le tableau de bord de {host} dans ce navigateur, pour trente jours.',
  'signIn.readyHelp': 'Il ne sert qu’une fois. Rien ne se passe tant que vous n’avez pas cliqué.',
  'signIn.button': 'Se connecter',
  'signIn.busy': 'Connexion…',
  'signIn.expired': 'Ce lien ne fonctionne plus.',
  'signIn.expiredHelp':
    'Un lien de connexion sert une seule fois et expire vite. Demandez-en un nouveau, dans le dossier d’Aimant :',
  'signIn.none': 'On se connecte ici par un lien, sans mot de passe.',
  'signIn.noneHelp': 'Pour obtenir un lien à usage unique, dans le dossier d’Aimant :',
  'signIn.passkey': 'Se connecter avec une clé d’accès',
  'signIn.passkeyBusy': 'Suivez votre appareil…',
  'signIn.passkeyNone': 'Aucune clé d’accès n’a répondu.',
  'signIn.passkeyRefused': 'Cette clé d’accès n’ouvre rien ici.',
  'signIn.or': 'ou',
  'signIn.email': 'Votre adresse e-mail',
  'signIn.mail': 'Recevoir un lien',
  'signIn.mailBusy': 'Envoi…',
  'signIn.mailed':
    'Si cette adresse est celle d’un membre de l’équipe, un lien vient de partir. Il sert une seule fois, dans la demi-heure.',
  'signIn.mailWrong': 'Ce n’est pas une adresse e-mail.',
  'signIn.terminal': 'Par le terminal, dans le dossier d’Aimant',
  'signIn.another': 'Ou demandez-en un autre',
}
