// On which pages and to whom it shows: a list of rules, each with the controls of what it is about.
import type { Rule } from '../../../contract/display.ts'
import { t } from '../../locale.ts'
import { idOf, useBuilder } from './builder.ts'
import { wrongWords } from './controls.tsx'
import { setAt } from './edits.ts'

const newRules: Rule[] = [
  { about: 'path', is: 'starts', value: '/blog' },
  { about: 'query', key: 'utm_source' },
  { about: 'referrer', contains: 'google' },
  { about: 'device', is: 'desktop' },
  { about: 'language', is: 'fr' },
  { about: 'visitor', is: 'returning' },
  { about: 'date' },
  { about: 'share', percent: 50 },
]

export function Rules() {
  const { keeping, readOnly, wrong } = useBuilder()
  const draft = keeping.draft.value
  const { join, list } = draft.display.rules
  const path = ['display', 'rules', 'list']
  const put = (next: Rule[], run?: string) => keeping.edit(setAt(draft, path, next), run)
  return (
    <fieldset class="b-rules" id={idOf(path)}>
      <legend>{t('b.display.rules')}</legend>
      {list.length === 0 && <p class="quiet">{t('b.display.everybody')}</p>}
      {list.length > 1 && (
        <select
          aria-label={t('b.display.join')}
          value={join}
          onChange={(event) => keeping.edit(setAt(draft, ['display', 'rules', 'join'], event.currentTarget.value))}
        >
          <option value="all">{t('b.display.join.all')}</option>
          <option value="any">{t('b.display.join.any')}</option>
        </select>
      )}
      {list.map((rule, at) => {
        const code = Object.entries(wrong).find(([key]) => key.startsWith(`${path.join('.')}.${at}.`))?.[1]
        return (
          <div class="b-rule" key={at}>
            <RuleControls rule={rule} change={(next) => put(list.with(at, next), `rule-${at}`)} />
            {!readOnly && (
              <button type="button" aria-label={t('b.rule.remove')} onClick={() => put(list.toSpliced(at, 1))}>
                ×
              </button>
            )}
            {code && <p class="b-wrong">{wrongWords(code)}</p>}
          </div>
        )
      })}
      {!readOnly && list.length < 20 && (
        <select
          aria-label={t('b.display.addRule')}
          value=""
          onChange={({ currentTarget }) => {
            const rule = newRules.find(({ about }) => about === currentTarget.value)
            currentTarget.value = ''
            if (rule) put([...list, rule])
          }}
        >
          <option value="">{t('b.display.addRule')}…</option>
          {newRules.map(({ about }) => (
            <option key={about} value={about}>
              {t(`b.display.about.${about}`)}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  )
}

type RuleProps = { rule: Rule; change: (rule: Rule) => void }

function RuleControls({ rule, change }: RuleProps) {
  const name = <span>{t(`b.display.about.${rule.about}`)}</span>
  const text = (label: string, value: string, put: (value: string) => Rule) => (
    <input
      aria-label={label}
      value={value}
      maxLength={200}
      onInput={(event) => change(put(event.currentTarget.value))}
    />
  )
  switch (rule.about) {
    case 'path':
      return (
        <>
          {name}
          {pick(
            ['is', 'starts', 'contains', 'glob'] as const,
            rule.is,
            (one) => t(`b.display.path.${one}`),
            (is) => change({ ...rule, is }),
          )}
          {text(t('b.display.about.path'), rule.value, (value) => ({ ...rule, value }))}
        </>
      )
    case 'query':
      return (
        <>
          {name}
          {text(t('b.display.queryKey'), rule.key, (key) => ({ ...rule, key }))}
          <span>=</span>
          {text(t('b.display.queryValue'), rule.value ?? '', (value) =>
            value ? { ...rule, value } : { about: 'query', key: rule.key },
          )}
        </>
      )
    case 'referrer':
      return (
        <>
          {name}
          {text(t('b.display.about.referrer'), rule.contains, (contains) => ({ ...rule, contains }))}
        </>
      )
    case 'device':
      return (
        <>
          {name}
          {pick(
            ['phone', 'tablet', 'desktop'] as const,
            rule.is,
            (one) => t(`b.display.device.${one}`),
            (is) => change({ ...rule, is }),
          )}
        </>
      )
    case 'language':
      return (
        <>
          {name}
          {text(t('b.display.about.language'), rule.is, (is) => ({ ...rule, is }))}
        </>
      )
    case 'visitor':
      return (
        <>
          {name}
          {pick(
            ['new', 'returning'] as const,
            rule.is,
            (one) => t(`b.display.visitor.${one}`),
            (is) => change({ ...rule, is }),
          )}
        </>
      )
    case 'date':
      return (
        <>
          {name}
          {(['from', 'to'] as const).map((end) => (
            <input
              key={end}
              type="date"
              aria-label={t(`b.display.${end}`)}
              value={rule[end] ?? ''}
              onChange={({ currentTarget: { value } }) => change(setAt(rule, [end], value || undefined))}
            />
          ))}
        </>
      )
    case 'share':
      return (
        <>
          {name}
          <input
            type="number"
            class="b-number"
            aria-label={t('b.display.about.share')}
            min={1}
            max={100}
            value={rule.percent}
            onInput={({ currentTarget: { value } }) => change({ ...rule, percent: Number(value) })}
          />
          <span>%</span>
        </>
      )
  }
}

function pick<T extends string>(of: readonly T[], value: T, words: (one: T) => string, put: (one: T) => void) {
  return (
    <select aria-label={t('b.rule.is')} value={value} onChange={(event) => put(event.currentTarget.value as T)}>
      {of.map((one) => (
        <option key={one} value={one}>
          {words(one)}
        </option>
      ))}
    </select>
  )
}
