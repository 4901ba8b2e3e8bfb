/** @jsxImportSource react */
// React 19: the component that docs/embedding.md gives, mounted, changed and unmounted.
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { LeadForm } from './lead-form.tsx'

const shown = [{ form: 'guide-rgpd', name: 'Le guide' }, { form: 'essai-gratuit', name: 'L’essai' }, { name: 'Rien' }]

function App() {
  const [form, setForm] = useState<string | undefined>('guide-rgpd')
  return (
    <>
      <p className="way-actions">
        {shown.map((each) => (
          <button key={each.name} type="button" onClick={() => setForm(each.form)}>
            {each.name}
          </button>
        ))}
      </p>
      <section className="way-form" aria-label="Le formulaire">
        {form && <LeadForm form={form} />}
      </section>
    </>
  )
}

createRoot(document.querySelector('#app')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
