// A router in a few lines: each page replaces the one before in the same document.
const forms = { guide: 'guide-rgpd', essai: 'essai-gratuit' }
const view = document.querySelector('#view')

function show() {
  const form = forms[new URLSearchParams(location.search).get('page')]
  const page = document.createElement(form ? 'aimant-form' : 'p')
  if (form) page.setAttribute('form', form)
  else page.textContent = 'Bienvenue. Les autres pages ont un formulaire.'
  view.replaceChildren(page)
}

addEventListener('popstate', show)
document.querySelector('nav').addEventListener('click', (event) => {
  if (!event.target.href) return
  event.preventDefault()
  history.pushState(null, '', event.target.href)
  show()
})
show()
