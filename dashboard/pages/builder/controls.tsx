// The builder's controls: each shows one setting of the draft, changes it, and says at its place what is wrong with it.
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { FormDefinition } from '../../../contract/form.ts'
import { nameOf, t, tIfKnown } from '../../locale.ts'
import { idOf, useBuilder } from './builder.ts'
import { type Path, setAt, setText, valueAt } from './edits.ts'

type Common = { path: Path; label: string; help?: ComponentChildren }

type RowProps = Common & { of?: Path; children: (id: string, described: string | undefined) => ComponentChildren }

/** A label, its control, and what is to be said of it. `of`: the path that is spoken of, where it is a longer one. */
export function Row({ path, of = path, label, help, children }: RowProps) {
  const { wrong, advice } = useBuilder()
  const id = idOf(path)
  const said = useId()
  const code = wrong[of.join('.')] ?? wrong[path.join('.')]
  const about = advice.filter((each) => each.path.join('.') === path.join('.'))
  const isSaid = Boolean(help || code || about.length)
  return (
    <div class="b-row">
      <label for={id}>{label}</label>
      {children(id, isSaid ? said : undefined)}
      {isSaid && (
        <div id={said} class="b-said">
          {code && <p class="b-wrong">{wrongWords(code)}</p>}
          {about.map(({ code, isGrave, values }) => (
            <p key={code} class={isGrave ? 'b-wrong' : 'b-hint'}>
              {t(`b.advice.${code}`, values)}
            </p>
          ))}
          {help && <p class="quiet">{help}</p>}
        </div>
      )}
    </div>
  )
}

export const wrongWords = (code: string): string => tIfKnown(`b.wrong.${code}`) ?? t('b.wrong.other')

/** A text in the language that is being written. */
export function Words({ path, label, help, long, max }: Common & { long?: boolean; max: number }) {
  const { keeping, language } = useBuilder()
  const draft = keeping.draft.value
  const text = valueAt(draft, path) as Record<string, string> | undefined
  const inDefault = language === draft.defaultLanguage ? undefined : text?.[draft.defaultLanguage]
  const typed = (words: string) => keeping.edit(setText(draft, path, language, words), `${path.join('.')}.${language}`)
  const shared = {
    lang: language,
    maxLength: max,
    value: text?.[language] ?? '',
    placeholder: inDefault,
    onBlur: () => keeping.hear({ type: 'rested' as const }),
  }
  return (
    <Row {...{ path, label, help }} of={[...path, language]}>
      {(id, described) =>
        long ? (
          <textarea
            id={id}
            aria-describedby={described}
            rows={3}
            {...shared}
            onInput={(event) => typed(event.currentTarget.value)}
          />
        ) : (
          <input
            id={id}
            aria-describedby={described}
            {...shared}
            onInput={(event) => typed(event.currentTarget.value)}
          />
        )
      }
    </Row>
  )
}

/** A plain text; none where it is emptied. */
export function Plain({
  path,
  label,
  help,
  max = 200,
  required,
  placeholder,
}: Common & { max?: number; required?: boolean; placeholder?: string }) {
  const { keeping } = useBuilder()
  const draft = keeping.draft.value
  return (
    <Row {...{ path, label, help }}>
      {(id, described) => (
        <input
          id={id}
          aria-describedby={described}
          maxLength={max}
          placeholder={placeholder}
          autoComplete="off"
          value={String(valueAt(draft, path) ?? '')}
          onInput={({ currentTarget: { value } }) =>
            keeping.edit(setAt(draft, path, value === '' && !required ? undefined : value), path.join('.'))
          }
          onBlur={() => keeping.hear({ type: 'rested' })}
        />
      )}
    </Row>
  )
}

export function Numeric({ path, label, help, min, max }: Common & { min?: number; max?: number }) {
  const { keeping } = useBuilder()
  const draft = keeping.draft.value
  return (
    <Row {...{ path, label, help }}>
      {(id, described) => (
        <input
          id={id}
          class="b-number"
          type="number"
          aria-describedby={described}
          {...{ min, max }}
          value={valueAt(draft, path) as number | undefined}
          onInput={({ currentTarget: { value } }) =>
            keeping.edit(setAt(draft, path, value === '' ? undefined : Number(value)), path.join('.'))
          }
          onBlur={() => keeping.hear({ type: 'rested' })}
        />
      )}
    </Row>
  )
}

type PickProps = Common & {
  options: readonly (readonly [value: string, words: string])[]
  /** What the chosen one is put as, where that is more than its name. */
  put?: (value: string) => unknown
  /** What is chosen, where that is not the value itself. */
  value?: string
  /** What choosing makes of the draft, where it is more than putting a value. */
  change?: (value: string) => FormDefinition
}

export function Pick(props: PickProps) {
  const { path, label, help, options, put = (value) => value || undefined, value } = props
  const { keeping } = useBuilder()
  const draft = keeping.draft.value
  return (
    <Row {...{ path, label, help }}>
      {(id, described) => (
        <select
          id={id}
          aria-describedby={described}
          value={value ?? String(valueAt(draft, path) ?? '')}
          onChange={({ currentTarget: { value } }) =>
            keeping.edit(props.change?.(value) ?? setAt(draft, path, put(value)))
          }
        >
          {options.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Row>
  )
}

type TickProps = Common & { put?: (isTicked: boolean) => unknown }

export function Tick({ path, label, help, put = (isTicked) => isTicked }: TickProps) {
  const { keeping, wrong } = useBuilder()
  const draft = keeping.draft.value
  const id = idOf(path)
  const code = wrong[path.join('.')]
  return (
    <div class="b-tick">
      <input
        id={id}
        type="checkbox"
        checked={Boolean(valueAt(draft, path))}
        onChange={(event) => keeping.edit(setAt(draft, path, put(event.currentTarget.checked)))}
      />
      <label for={id}>
        {label}
        {help && <span class="second">{help}</span>}
        {code && <span class="b-wrong">{wrongWords(code)}</span>}
      </label>
    </div>
  )
}

/** A list, one entry a line. */
export function Lines({ path, label, help, keepEmpty }: Common & { keepEmpty?: boolean }) {
  const { keeping, wrong } = useBuilder()
  const draft = keeping.draft.value
  const list = (valueAt(draft, path) ?? []) as string[]
  const first = Object.keys(wrong).find((key) => key.startsWith(`${path.join('.')}.`))
  return (
    <Row {...{ path, label, help }} of={first ? first.split('.') : path}>
      {(id, described) => (
        <textarea
          id={id}
          aria-describedby={described}
          rows={Math.min(8, Math.max(2, list.length + 1))}
          spellcheck={false}
          value={list.join('\n')}
          onChange={({ currentTarget: { value } }) => {
            const lines = value
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean)
            keeping.edit(setAt(draft, path, lines.length || keepEmpty ? [...new Set(lines)] : undefined))
          }}
        />
      )}
    </Row>
  )
}

/** Which language is being written, where there is more than one. */
export function Writing({ languages }: { languages: string[] }) {
  const { language, write } = useBuilder()
  if (languages.length < 2) return null
  return (
    <div class="b-writing">
      <label for="b-writing">{t('builder.writing')}</label>
      <select id="b-writing" value={language} onChange={(event) => write(event.currentTarget.value)}>
        {languages.map((tag) => (
          <option key={tag} value={tag}>
            {nameOf('language', tag)}
          </option>
        ))}
      </select>
    </div>
  )
}
