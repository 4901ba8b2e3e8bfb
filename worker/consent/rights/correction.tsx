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
            <Control
              field={field}
              value={correctable.values[field.key]}
              isWrong={Boolean(errors[field.key])}
              tell={tell}
              language={language}
            />
            {errors[field.key] && (
              <small class="wrong" id={`${field.key}.wrong`}>
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

const textIn = (text: Record<string, string>, language: string) => text[language] ?? Object.values(text)[0]

export const labelOf = ({ key, label }: Field, { tell, language }: Pick<Telling, 'tell' | 'language'>): string =>
  key.startsWith('lead.') ? tell(key as keyof Words) : (textIn(label, language) ?? key)

type ControlProps = Pick<Telling, 'tell' | 'language'> & { field: Field; value: unknown; isWrong: boolean }

function Control({ field, value, isWrong, tell, language }: ControlProps) {
  const { key } = field
  const told = isWrong ? { 'aria-invalid': true, 'aria-describedby': `${key}.wrong` } : {}
  const inLanguage = (text: Record<string, string>) => textIn(text, language) ?? key
  const label = labelOf(field, { tell, language })
  if (field.kind === 'several')
    return (
      <fieldset id={key} {...told}>
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
        <select id={key} name={key} {...told}>
          <option value="" />
          {options.map(([option, name]) => (
            <option key={option} value={option} selected={option === String(value)}>
              {name}
            </option>
          ))}
        </select>
      ) : field.kind === 'long_text' ? (
        <textarea id={key} name={key} rows={4} {...told}>
          {value === undefined ? '' : String(value)}
        </textarea>
      ) : (
        <input id={key} name={key} {...told} value={value === undefined ? '' : String(value)} />
      )}
    </>
  )
}
