// The floor: the demo's form written by hand for one page. One language, no ticket, no retry, no theme, nothing to configure.
{
  const script = document.currentScript
  const root = script.insertAdjacentElement('afterend', document.createElement('div')).attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    form { display: grid; gap: 1em; max-width: 36em; padding: 1.5em; border: 1px solid #ddd; border-radius: 12px; background: #fff }
    label { display: block; font-weight: 550 }
    input:not([type=checkbox]), select { display: block; box-sizing: border-box; width: 100%; min-height: 44px; font: inherit }
    button { min-height: 48px; border: 0; border-radius: 8px; background: #2c6e63; color: #fff; font: inherit; font-weight: 600 }
    .error { color: #b3261e }`)
  root.adoptedStyleSheets = [sheet]
  const form = document.createElement('form')
  form.noValidate = true
  form.innerHTML = `
    <h2>Recevoir le guide</h2>
    <p>Un PDF à lire en dix minutes. Il est à vous dès l’envoi, que vous cochiez une case ou non.</p>
    <label>Prénom <input name="given_name" autocomplete="given-name"></label>
    <label>Nom <input name="family_name" autocomplete="family-name"></label>
    <label>Adresse e-mail <input name="email" type="email" autocomplete="email" required aria-describedby="error"></label>
    <p class="error" id="error" hidden>Indiquez une adresse complète, comme camille@example.fr.</p>
    <label>Entreprise <input name="company" autocomplete="organization"></label>
    <label>Effectif <select name="team_size"><option value="">Choisir<option>1-9<option>10-49<option>50-249<option>250+</select></label>
    <label><input type="checkbox" name="newsletter"> Je souhaite recevoir la lettre de Lisière.</label>
    <label><input type="checkbox" name="partner"> J’accepte que Lisière transmette mon adresse à Atelier Numa.</label>
    <p>Lisière utilise ces informations pour vous remettre le guide et les conserve au plus trois ans.</p>
    <button>Recevoir le guide</button>
    <p role="status"></p>`
  form.onsubmit = async (event) => {
    event.preventDefault()
    const isWrong = !form.email.checkValidity()
    form.querySelector('.error').hidden = !isWrong
    if (isWrong) return form.email.focus()
    const response = await fetch('/submissions', {
      method: 'POST',
      body: JSON.stringify(Object.fromEntries(new FormData(form))),
    })
    form.querySelector('[role=status]').textContent = response.ok
      ? 'Le guide est à vous.'
      : 'Réessayez dans un instant.'
  }
  root.append(form)
}
