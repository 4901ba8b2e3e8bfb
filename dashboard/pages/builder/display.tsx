// How, when, to whom and how often it shows, read back as one sentence; and when the offer ends.
import type { Display, Place, Trigger } from '../../../contract/display.ts'
import { displaySentence } from '../../../contract/display-sentence.ts'
import { locale, t } from '../../locale.ts'
import { useBuilder } from './builder.ts'
import { Closing } from './closing.tsx'
import { Numeric, Pick } from './controls.tsx'
import { Rules } from './rules.tsx'

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
