// The answers a question offers, in order.
import type { Field } from '../../../contract/field.ts'
import { t } from '../../locale.ts'
import { idOf, useBuilder } from './builder.ts'
import { wrongWords } from './controls.tsx'
import { freeKey, moveIn, type Path, setAt, setText } from './edits.ts'

type Props = { field: Extract<Field, { options: unknown }>; path: Path }

export function OptionList({ field: { options }, path }: Props) {
  const { keeping, language, readOnly, wrong } = useBuilder()
  const draft = keeping.draft.value
  const list = [...path, 'options']
  const put = (next: typeof options) => keeping.edit(setAt(draft, list, next))
  const add = () => {
    const value = freeKey(
      `option_${options.length + 1}`,
      options.map((option) => option.value),
    )
    put([...options, { value, label: { [draft.defaultLanguage]: `${t('builder.option')} ${options.length + 1}` } }])
    requestAnimationFrame(() => {
      const input = document.getElementById(idOf([...list, options.length, 'label'])) as HTMLInputElement | null
      input?.focus()
      input?.select()
    })
  }
  return (
    <fieldset class="b-options">
      <legend>{t('b.field.options')}</legend>
      {options.map(({ value, label }, at) => {
        const here = [...list, at, 'label']
        const words = label[language] ?? ''
        const code = Object.entries(wrong).find(([key]) => key.startsWith(`${[...list, at].join('.')}.`))?.[1]
        return (
          <div class="b-option" key={value}>
            <input
              id={idOf(here)}
              aria-label={t('b.field.option', { n: at + 1 })}
              lang={language}
              maxLength={200}
              value={words}
              placeholder={label[draft.defaultLanguage]}
              onInput={(event) =>
                keeping.edit(setText(draft, here, language, event.currentTarget.value), `${here.join('.')}.${language}`)
              }
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                add()
              }}
            />
            {!readOnly && (
              <>
                <button
                  type="button"
                  disabled={at === 0}
                  aria-label={t('b.field.optionUp', { name: words || value })}
                  onClick={() => put(moveIn(options, at, at - 1))}
                >
                  ↑
                </button>
                <button
                  type="button"
                  disabled={at === options.length - 1}
                  aria-label={t('b.field.optionDown', { name: words || value })}
                  onClick={() => put(moveIn(options, at, at + 1))}
                >
                  ↓
                </button>
                <button
                  type="button"
                  disabled={options.length === 1}
                  aria-label={t('b.field.optionRemove', { name: words || value })}
                  onClick={() => put(options.toSpliced(at, 1))}
                >
                  ×
                </button>
              </>
            )}
            {code && <p class="b-wrong">{wrongWords(code)}</p>}
          </div>
        )
      })}
      {!readOnly && options.length < 200 && (
        <button type="button" onClick={add}>
          {t('b.field.optionAdd')}
        </button>
      )}
    </fieldset>
  )
}
