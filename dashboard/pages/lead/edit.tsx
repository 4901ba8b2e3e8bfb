// Setting right what is known of a lead. What the person sent stays as they sent it.
import { useState } from 'preact/hooks'
import type { LeadEdit } from '../../../contract/lead-work.ts'
import { editLead } from '../../api/lead.ts'
import { t, tIfKnown } from '../../locale.ts'
import type { Key } from '../../locales/fr.ts'
import { Field } from '../../ui/field.tsx'
import { useFocused } from '../../ui/focused.ts'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { forgetList } from '../leads/list.ts'
import type { LeadProps } from './page.tsx'

type Name = keyof LeadEdit
type Line = { name: Name; label: Key; keys?: 'email' | 'tel' | 'url'; most: number }

const parts: Line[] = [
  { name: 'givenName', label: 'edit.givenName', most: 200 },
  { name: 'familyName', label: 'edit.familyName', most: 200 },
]
const whole: Line[] = [{ name: 'fullName', label: 'lead.name', most: 200 }]
const others: Line[] = [
  { name: 'email', label: 'lead.email', keys: 'email', most: 254 },
  { name: 'phone', label: 'lead.phone', keys: 'tel', most: 50 },
  { name: 'company', label: 'lead.company', most: 200 },
  { name: 'jobTitle', label: 'lead.jobTitle', most: 200 },
  { name: 'country', label: 'edit.country', most: 2 },
  { name: 'website', label: 'lead.website', keys: 'url', most: 500 },
]

export function EditLead({ lead, changed, close }: LeadProps & { close: () => void }) {
  const inParts = lead.givenName !== null || lead.familyName !== null || lead.fullName === null
  const shown = [...(inParts ? parts : whole), ...others]
  const before = Object.fromEntries(shown.map(({ name }) => [name, lead[name] ?? ''])) as Record<Name, string>
  const [values, setValues] = useState(before)
  const { busy, failure, work } = useWork()
  const first = useFocused<HTMLInputElement>()
  const edited = shown.filter(({ name }) => values[name].trim() !== before[name])
  const keep = async () => {
    const edit = Object.fromEntries(edited.map(({ name }) => [name, values[name].trim() || null]))
    const kept = await work(() => editLead(lead.id, edit as LeadEdit))
    if (!kept) return
    forgetList()
    changed()
    say(t('edit.done'))
    close()
  }
  return (
    <form
      class="edit fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (edited.length) keep()
        else close()
      }}
    >
      {shown.map(({ name, label, keys, most }, n) => (
        <Field key={name} label={t(label)} wrong={failure?.fields[name]}>
          {(described) => (
            <input
              {...described}
              type="text"
              inputMode={keys}
              maxLength={most}
              autoComplete="off"
              ref={n === 0 ? first : undefined}
              value={values[name]}
              onInput={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <p class="quiet">{t('edit.help')}</p>
      {failure && (
        <p class="wrong" role="alert">
          {refusalOf(failure.fields) ?? t(`error.${failure.code}`)}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="primary" disabled={busy}>
          {t('edit.keep')}
        </button>
        <button type="button" onClick={close}>
          {t('app.cancel')}
        </button>
      </div>
    </form>
  )
}

const refusalOf = ({ email }: Record<string, string>) => (email ? tIfKnown(`edit.refused.${email}`) : undefined)
