// One question: its label, its help, its control, and what is wrong with the answer.
import type { ComponentChildren, InputHTMLAttributes } from 'preact'
import { maxLength } from '../contract/rules.ts'
import type { ShownField } from '../contract/shown.ts'
import { whole } from '../contract/whole.ts'
import { countriesIn } from './countries.ts'
import { say } from './i18n.ts'
import type { Raw } from './state.ts'

type Props = {
  field: ShownField
  words: Record<string, string>
  language: string
  settled: boolean
  value: Raw[string]
  error?: string
  suggestion?: string
  onAccept: (key: string, value: string) => void
}

type Ticked = { checked: boolean; value?: string; required: boolean }

export function Field({ field, words, language, settled, value, error, suggestion, onAccept }: Props) {
  const { key, label, help, kind } = field
  const [helpId, errorId] = [`${key}-help`, `${key}-error`]
  const control = {
    name: key,
    required: field.required,
    'aria-describedby': [help && helpId, error && errorId].filter(Boolean).join(' ') || undefined,
    'aria-invalid': error ? true : undefined,
  }
  const title = (
    <>
      {label}
      {!field.required && (!whole || kind !== 'yes_no') && <span class="optional">{` (${words.optional})`}</span>}
    </>
  )
  const before = help && (
    <p class="help" id={helpId}>
      {help}
    </p>
  )
  const after = (
    <>
      {kind === 'email' && (
        <div aria-live="polite">
          {suggestion && (
            <button type="button" class="hint" onClick={() => onAccept(key, suggestion)}>
              {say(words, 'did_you_mean', { address: suggestion })}
            </button>
          )}
        </div>
      )}
      {error && (
        <p class="error" id={errorId}>
          {say(words, `error_${error}`, field, 'error_other')}
        </p>
      )}
    </>
  )
  const look = field.width === 'half' ? 'field half' : 'field'
  const tick = (type: 'checkbox' | 'radio', name: string, text: ComponentChildren, id: string, more: Ticked) => (
    <label class="tick">
      <input {...{ type, name, id }} {...more} />
      <span>{text}</span>
    </label>
  )

  if (whole && kind === 'yes_no')
    return (
      <div class={look}>
        {before}
        {tick('checkbox', key, title, key, { ...control, checked: /^(on|true)$/.test(String(value)) })}
        {after}
      </div>
    )

  if (whole && (kind === 'several' || (kind === 'choice' && field.look !== 'select'))) {
    const { name, required, ...rest } = control
    const isOne = kind === 'choice'
    return (
      <fieldset
        class={isOne && field.look === 'buttons' ? `${look} buttons` : look}
        {...rest}
        role={isOne ? 'radiogroup' : undefined}
      >
        <legend>{title}</legend>
        {before}
        <div class="options">
          {field.options.map((option, i) =>
            tick(isOne ? 'radio' : 'checkbox', name, option.label, i ? `${key}-${i}` : key, {
              value: option.value,
              required: isOne && required,
              checked: isOne ? value === option.value : Array.isArray(value) && value.includes(option.value),
            }),
          )}
        </div>
        {after}
      </fieldset>
    )
  }

  return (
    <div class={look}>
      <label for={key}>{title}</label>
      {before}
      {box()}
      {after}
    </div>
  )

  function box() {
    const own = { ...control, ...field.control, id: key }
    // Browsers prepare to check addresses as soon as such a control stands there, which the first frame need not wait for.
    if (!settled && own.type === 'email') own.type = undefined
    const options = kind === 'choice' ? field.options : whole && kind === 'country' && countriesIn(language)
    if (options)
      return (
        <select {...own} value={String(value ?? '')}>
          <option value="">{words.choose}</option>
          {/* Nobody opens it before the first frame. */}
          {(settled || value) &&
            options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
        </select>
      )
    // Each name in its own direction; what is still empty begins where the language does.
    const typed = {
      ...own,
      maxLength: maxLength(field as never),
      value: String(value ?? ''),
      dir: own.dir ?? (value && kind !== 'date' ? ('auto' as const) : undefined),
    }
    return kind === 'long_text' ? <textarea rows={4} {...typed} /> : <input {...(typed as InputHTMLAttributes)} />
  }
}
