import { render as renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Form } from '../../widget/form.tsx'
import { fr } from '../../widget/locales/fr.ts'
import { begin } from '../../widget/state.ts'
import { aShownForm } from './settings.ts'

test('the server can render the very same form', () => {
  const form = aShownForm()
  const html = renderToString(
    <Form
      {...{ form, words: fr, dark: false, style: '', settled: true }}
      state={begin(form, { email: 'a@b.fr' }, new URLSearchParams())}
      on={{ read() {}, accept() {}, submit() {}, back() {}, download() {} }}
    />,
  )
  expect(html).toContain('<label for="email">Adresse e-mail</label>')
  expect(html).toContain('value="a@b.fr"')
  expect(html.match(/type="checkbox"/g)).toHaveLength(2)
  expect(html).not.toContain('checked')
})
