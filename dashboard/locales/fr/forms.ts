// French: forms.
export const forms = {
  'forms.title': 'Formulaires',
  'forms.empty': 'Aucun formulaire pour l’instant',
  'forms.version': 'Publié, version {n}',
  'forms.draft': 'Brouillon, jamais publié',
  'forms.taken': 'Places prises : {taken} sur {most}.',
  'forms.draftHelp': 'Une fois publié, il aura sa balise, son adresse et son QR code.',
  'forms.tag': 'Sur une page de votre site',
  'forms.tagHelp': 'Le formulaire apparaît là où la balise est collée. Sans JavaScript, un lien mène à son adresse.',
  'forms.address': 'À une adresse à lui',
  'forms.addressHelp': 'Pour un courriel, un réseau social ou une signature : aucun site n’est nécessaire.',
  'forms.open': 'Ouvrir la page',
  'forms.codeAlt': 'QR code qui mène à « {name} »',
  'forms.codeSave': 'Enregistrer le QR code (SVG)',
}
