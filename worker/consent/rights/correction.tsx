// What is known of the person, as fields they can set right.
import type { Field } from '../../../contract/field.ts'
import type { Correctable } from './correct.ts'
import type { Holder } from './holder.ts'
import { Section, type Telling } from './parts.tsx'
import type { Words } from './words.ts'

type Props = Telling & {
  holder: Holder
  here: string
  correctable: Correctable
  /** Field → what is wrong with it. */
  errors?: Record<string, string>
}

export function Correction({ holder, here, correctable, errors = {}, tell, language }: Props) {
  return (
    <Section title={tell('correct')}>
      <p>{tell('correct_text')}</p>
      <form method="post" action={`${here}/correct`}>
        <p>
          {tell('email')}
          <br />
          <strong>{holder.email}</strong>
          <br />
          <small>{tell('email_fixed')}</small>
        </p>
        {correctable.fields.map((field) => (
          <p key={field.key}>
            <Control field={field} value={correctable.values[field.key]} tell={tell} language={language} />
            {errors[field.key] && (
              <small class="wrong" role="alert">
                {tell('wrong')}
              </small>
            )}
          </p>
        ))}
        <button type="submit">{tell('save')}</button>
      </form>
    </Section>
  )
}

type ControlProps = Pick<Telling, 'tell' | 'language'> & { field: Field; value: unknown }

function Control({ field, value, tell, language }: ControlProps) {
  const { key } = field
  const inLanguage = (text: Record<string, string>) => text[language] ?? Object.values(text)[0] ?? key
  const label = key.startsWith('lead.') ? tell(key as keyof Words) : inLanguage(field.label)
  if (field.kind === 'several')
    return (
      <fieldset>
        <legend>{label}</legend>
        {/* Sent also when nothing is ticked: an answer can be emptied. */}
        <input type="hidden" name={key} value="" />
        {field.options.map((option) => (
          <label key={option.value}>
            <input
              type="checkbox"
              name={key}
              value={option.value}
              checked={Array.isArray(value) && value.includes(option.value)}
            />{' '}
            {inLanguage(option.label)}
          </label>
        ))}
      </fieldset>
    )
  const options =
    field.kind === 'choice'
      ? field.options.map((option) => [option.value, inLanguage(option.label)] as const)
      : field.kind === 'yes_no'
        ? ([
            ['true', tell('yes')],
            ['false', tell('no')],
          ] as const)
        : undefined
  return (
    <>
      <label for={key}>{label}</label>
      {options ? (
        <select id={key} name={key}>
          <option value="" />
          {options.map(([option, name]) => (
            <option key={option} value={option} selected={option === String(value)}>
              {name}
            </option>
          ))}
        </select>
      ) : field.kind === 'long_text' ? (
        <textarea id={key} name={key} rows={4}>
          {value === undefined ? '' : String(value)}
        </textarea>
      ) : (
        <input id={key} name={key} value={value === undefined ? '' : String(value)} />
      )}
    </>
  )
}
