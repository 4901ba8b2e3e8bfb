// Moves, changes, takes away and brings back an element, as a framework would.
const [first, second] = [document.querySelector('#first'), document.querySelector('#second')]
const form = first.querySelector('aimant-form')

const buttons = {
  move: () => (first.contains(form) ? second : first).append(form),
  change: () => form.setAttribute('form', form.getAttribute('form') === 'guide-rgpd' ? 'essai-gratuit' : 'guide-rgpd'),
  remove: () => form.remove(),
  restore: () => first.append(form),
}
for (const [id, act] of Object.entries(buttons)) document.querySelector(`#${id}`).addEventListener('click', act)
