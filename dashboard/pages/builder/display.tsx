// How, when, to whom and how often it shows, read back as one sentence; and when the offer ends.
import type { Display, Place, Rule, Trigger } from '../../../contract/display.ts'
import { displaySentence } from '../../../contract/display-sentence.ts'
import { locale, t } from '../../locale.ts'
import { idOf, useBuilder } from './builder.ts'
import { Numeric, Pick, Row, Words, wrongWords } from './controls.tsx'
import { setAt } from './edits.ts'

const places: [string, Place][] = [
  ['inline', { kind: 'inline' }],
  ['popup', { kind: 'popup' }],
  ['slide_in-end', { kind: 'slide_in', side: 'end' }],
  ['slide_in-start', { kind: 'slide_in', side: 'start' }],
  ['bar-bottom', { kind: 'bar', edge: 'bottom' }],
  ['bar-top', { kind: 'bar', edge: 'top' }],
  ['button', { kind: 'button' }],
]

const nameOfPlace = (place: Place) =>
  [place.kind, 'side' in place && place.side, 'edge' in place && place.edge].filter(Boolean).join('-')

const triggers: Trigger[] = [
  { on: 'load' },
  { on: 'delay', seconds: 20 },
  { on: 'scroll', percent: 50 },
  { on: 'exit' },
  { on: 'pages', count: 2 },
  { on: 'idle', seconds: 30 },
  { on: 'click' },
]

const frequencies: [string, Display['frequency']][] = [
  ['time', { every: 'time' }],
  ['session', { every: 'session' }],
  ['days', { every: 'days', days: 7 }],
]

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

export function DisplayPart() {
  const { keeping } = useBuilder()
  const draft = keeping.draft.value
  const { display } = draft
  const { place, trigger, frequency } = display
  const isInline = place.kind === 'inline'
  return (
    <div class="b-grid">
      <p class="b-sentence" role="status">
        {displaySentence(display, locale.value)}
      </p>
      <Pick
        path={['display', 'place']}
        label={t('b.display.place')}
        value={nameOfPlace(place)}
        options={places.map(([name]) => [name, t(`b.display.place.${name}` as 'b.display.place.inline')])}
        put={(name) => places.find(([one]) => one === name)![1]}
        help={place.kind === 'button' ? t('b.display.buttonHelp', { slug: keeping.slug }) : undefined}
      />
      {place.kind !== 'button' && (
        <Pick
          path={['display', 'trigger']}
          label={t('b.display.trigger')}
          value={trigger.on}
          options={triggers.map(({ on }) => [on, t(`b.display.trigger.${on}`)])}
          put={(on) => triggers.find((one) => one.on === on)}
        />
      )}
      {(trigger.on === 'delay' || trigger.on === 'idle') && (
        <Numeric
          path={['display', 'trigger', 'seconds']}
          label={t('b.display.seconds')}
          min={trigger.on === 'idle' ? 5 : 0}
          max={3_600}
        />
      )}
      {trigger.on === 'scroll' && (
        <Numeric path={['display', 'trigger', 'percent']} label={t('b.display.percent')} min={1} max={100} />
      )}
      {trigger.on === 'pages' && (
        <Numeric path={['display', 'trigger', 'count']} label={t('b.display.pages')} min={2} max={50} />
      )}
      <Rules />
      {!isInline && place.kind !== 'button' && (
        <div class="b-pair">
          <Pick
            path={['display', 'frequency']}
            label={t('b.display.frequency')}
            value={frequency.every}
            options={frequencies.map(([name]) => [name, t(`b.display.every.${name}` as 'b.display.every.time')])}
            put={(every) => frequencies.find(([name]) => name === every)![1]}
          />
          {frequency.every === 'days' && (
            <Numeric path={['display', 'frequency', 'days']} label={t('b.display.days')} min={1} max={365} />
          )}
        </div>
      )}
      <Pick
        path={['display', 'memory']}
        label={t('b.display.memory')}
        help={t(`b.display.memory.${display.memory}.help`)}
        options={[
          ['asked', t('b.display.memory.asked')],
          ['covered', t('b.display.memory.covered')],
        ]}
      />
      <Closing />
    </div>
  )
}

function Rules() {
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

function Closing() {
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
