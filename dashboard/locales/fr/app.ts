// French: the frame every page stands in.
export const app = {
  'app.skip': 'Aller au contenu',
  'app.nav': 'Navigation principale',
  'app.language': 'Langue',
  'app.theme': 'Apparence',
  'app.theme.auto': 'Comme le système',
  'app.theme.light': 'Claire',
  'app.theme.dark': 'Sombre',
  'app.signOut': 'Se déconnecter',
  'app.loading': 'Chargement…',
  'app.retry': 'Réessayer',
  'app.cancel': 'Annuler',
  'app.copy': 'Copier',
  'app.copied': 'Copié',
  'app.newTab': 's’ouvre dans un nouvel onglet',
  'app.crashed': 'Cette page a rencontré un problème.',
  'app.crashedHelp':
    'Vos données n’ont pas bougé. Rechargez la page ; si cela se reproduit, la console du navigateur en dit plus.',
  'app.reload': 'Recharger',

  'page.missing': 'Page introuvable',
  'page.missingHelp': 'Cette adresse ne mène à rien dans le tableau de bord.',
  'page.toLeads': 'Voir les leads',
}
