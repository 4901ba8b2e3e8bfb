// When the offer ends, and what is said from then on.
import { t } from '../../locale.ts'
import { useBuilder } from './builder.ts'
import { Numeric, Row, Words } from './controls.tsx'
import { setAt } from './edits.ts'

export function Closing() {
  const { keeping } = useBuilder()
  const draft = keeping.draft.value
  const { closes } = draft.display
  const path = ['display', 'closes']
  return (
    <section class="b-grid" aria-label={t('b.closing.title')}>
      <h3>{t('b.closing.title')}</h3>
      <div class="b-tick">
        <input
          id="b-closes"
          type="checkbox"
          checked={Boolean(closes)}
          onChange={({ currentTarget: { checked } }) =>
            keeping.edit(
              setAt(
                draft,
                path,
                checked ? { after: 100, text: { [draft.defaultLanguage]: t('b.closing.words') } } : undefined,
              ),
            )
          }
        />
        <label for="b-closes">{t('b.closing.ends')}</label>
      </div>
      {closes && (
        <>
          <div class="b-pair">
            <Row path={[...path, 'at']} label={t('b.closing.at')} help={t('b.closing.atHelp')}>
              {(id, described) => (
                <input
                  id={id}
                  type="datetime-local"
                  aria-describedby={described}
                  value={closes.at ? local(closes.at) : ''}
                  onChange={({ currentTarget: { value } }) =>
                    keeping.edit(setAt(draft, [...path, 'at'], value ? new Date(value).toISOString() : undefined))
                  }
                />
              )}
            </Row>
            <Numeric path={[...path, 'after']} label={t('b.closing.after')} min={1} max={1_000_000} />
          </div>
          <Words path={[...path, 'text']} label={t('b.closing.text')} max={500} long />
        </>
      )}
    </section>
  )
}

/** As an input of local time wants it. */
function local(iso: string): string {
  const date = new Date(iso)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
