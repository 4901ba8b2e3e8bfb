// Every text of the form beside its translation, and what of it is still missing.
import { useState } from 'preact/hooks'
import { everyText } from '../../../contract/form-texts.ts'
import { count, nameOf, t } from '../../locale.ts'
import { useBuilder } from './builder.ts'
import { missingIn, type Path, removeLanguage, setAt, setText } from './edits.ts'
import { pathInWords } from './words.ts'

const known = ['fr', 'en', 'de', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'da', 'ja', 'ar']

type Props = { languages: string[]; add: (tag: string) => void; drop: (tag: string) => void }

export function Languages({ languages, add, drop }: Props) {
  const { keeping, readOnly, language, write } = useBuilder()
  const draft = keeping.draft.value
  const others = languages.filter((tag) => tag !== draft.defaultLanguage)
  const [picked, setPicked] = useState('')
  const into = others.includes(language) ? language : (others[0] ?? '')
  return (
    <div class="b-grid">
      <p class="quiet">{t('b.languages.help')}</p>
      <ul class="b-languages">
        {languages.map((tag) => {
          const missing = missingIn(draft, tag).length
          const isDefault = tag === draft.defaultLanguage
          return (
            <li key={tag}>
              <strong>{nameOf('language', tag)}</strong>
              <span class={missing ? 'b-hint' : 'quiet'}>
                {isDefault
                  ? t('b.languages.default')
                  : missing
                    ? count('b.languages.missing', missing)
                    : t('b.languages.complete')}
              </span>
              {!isDefault && !readOnly && (
                <span class="b-field-actions">
                  <button
                    type="button"
                    disabled={missing > 0}
                    onClick={() => keeping.edit(setAt(draft, ['defaultLanguage'], tag))}
                  >
                    {t('b.languages.makeDefault')}
                  </button>
                  <button
                    type="button"
                    class="danger-quiet"
                    onClick={() => {
                      keeping.edit(removeLanguage(draft, tag))
                      drop(tag)
                    }}
                  >
                    {t('b.languages.remove', { language: nameOf('language', tag) })}
                  </button>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      {!readOnly && (
        <div class="b-add-language">
          <label for="b-language">{t('b.languages.add')}</label>
          <select id="b-language" value={picked} onChange={(event) => setPicked(event.currentTarget.value)}>
            <option value="">…</option>
            {known
              .filter((tag) => !languages.includes(tag))
              .map((tag) => (
                <option key={tag} value={tag}>
                  {nameOf('language', tag)}
                </option>
              ))}
          </select>
          <button
            type="button"
            disabled={!picked}
            onClick={() => {
              add(picked)
              write(picked)
              setPicked('')
            }}
          >
            {t('b.languages.addButton')}
          </button>
        </div>
      )}
      {into && (
        <section class="b-translation" aria-label={t('b.languages.table', { language: nameOf('language', into) })}>
          <div class="b-translation-head">
            <h3>{t('b.languages.table', { language: nameOf('language', into) })}</h3>
            {others.length > 1 && (
              <select
                aria-label={t('builder.writing')}
                value={into}
                onChange={(event) => write(event.currentTarget.value)}
              >
                {others.map((tag) => (
                  <option key={tag} value={tag}>
                    {nameOf('language', tag)}
                  </option>
                ))}
              </select>
            )}
          </div>
          {[...everyText(draft)].map(([path, text]) => (
            <Translated
              key={path.join('.')}
              path={path}
              from={text[draft.defaultLanguage] ?? ''}
              to={text[into] ?? ''}
              language={into}
            />
          ))}
        </section>
      )}
    </div>
  )
}

function Translated({ path, from, to, language }: { path: Path; from: string; to: string; language: string }) {
  const { keeping } = useBuilder()
  const id = `tr-${path.join('-')}`
  const isLong = Math.max(from.length, to.length) > 48
  const shared = {
    id,
    lang: language,
    value: to,
    class: to ? undefined : 'is-missing',
    'aria-describedby': `${id}-from`,
    onBlur: () => keeping.hear({ type: 'rested' as const }),
  }
  const typed = (words: string) =>
    keeping.edit(setText(keeping.draft.peek(), path, language, words), `${path.join('.')}.${language}`)
  return (
    <div class="b-translated">
      <label for={id}>{pathInWords(keeping.draft.value, path)}</label>
      <p id={`${id}-from`} lang={keeping.draft.value.defaultLanguage}>
        {from}
      </p>
      {isLong ? (
        <textarea {...shared} rows={3} onInput={(event) => typed(event.currentTarget.value)} />
      ) : (
        <input {...shared} onInput={(event) => typed(event.currentTarget.value)} />
      )}
    </div>
  )
}
