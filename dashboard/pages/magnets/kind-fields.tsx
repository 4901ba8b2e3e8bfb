// What is asked about a magnet: its name, and what its kind needs.
import type { Failure } from '../../api/request.ts'
import { t } from '../../locale.ts'
import { Field } from '../../ui/field.tsx'
import type { Start, Typed } from './input.ts'

type Props = {
  typed: Typed
  change: (change: Partial<Typed>) => void
  failure: Failure | undefined
  /** Of one that is there already: what makes it another thing stays. */
  isKept?: boolean
}

/** The paths of what is asked here, so that what else is refused can be said apart. */
export const knownPaths = [
  'name',
  'url',
  'terms.shared',
  'terms.lowAt',
  'terms.days',
  'terms.remindDays',
  'terms.start.url',
  'terms.start.lowAt',
  'terms.start.origins',
]

export function KindFields({ typed, change, failure, isKept }: Props) {
  const wrong = (...paths: string[]) => paths.map((path) => wrongAt(failure, path)).find(Boolean)
  return (
    <>
      <Field label={t('magnet.name')} help={t('magnet.nameHelp')} wrong={wrong('name')}>
        {(described) => (
          <input
            {...described}
            maxLength={200}
            autoComplete="off"
            value={typed.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      {typed.kind === 'link' && (
        <Field label={t('magnet.url')} help={t('magnet.urlHelp')} wrong={wrong('url')}>
          {(described) => (
            <input
              {...described}
              type="url"
              placeholder="https://"
              maxLength={2_000}
              value={typed.url}
              onInput={(event) => change({ url: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {typed.kind === 'code' && <CodeFields {...{ typed, change, wrong, isKept }} />}
      {typed.kind === 'trial' && <TrialFields {...{ typed, change, wrong, isKept }} />}
    </>
  )
}

/** Also where the path goes on: the second reminder is a reminder. */
const wrongAt = (failure: Failure | undefined, path: string): string | undefined =>
  Object.entries(failure?.fields ?? {}).find(([key]) => key === path || key.startsWith(`${path}.`))?.[1]

type Inner = Omit<Props, 'failure'> & { wrong: (...paths: string[]) => string | undefined }

const CodeFields = ({ typed, change, wrong, isKept }: Inner) => (
  <>
    {!isKept && (
      <fieldset>
        <legend>{t('magnet.codeKind')}</legend>
        {[false, true].map((isShared) => (
          <Option
            key={String(isShared)}
            name="code-kind"
            checked={typed.isShared === isShared}
            choose={() => change({ isShared })}
            label={t(isShared ? 'magnet.code.shared' : 'magnet.code.pool')}
            help={t(isShared ? 'magnet.code.sharedHelp' : 'magnet.code.poolHelp')}
          />
        ))}
      </fieldset>
    )}
    {typed.isShared ? (
      <Field label={t('magnet.sharedCode')} wrong={wrong('terms.shared')}>
        {(described) => (
          <input
            {...described}
            maxLength={200}
            autoComplete="off"
            spellcheck={false}
            value={typed.shared}
            onInput={(event) => change({ shared: event.currentTarget.value })}
          />
        )}
      </Field>
    ) : (
      <LowAt {...{ typed, change, wrong }} />
    )}
  </>
)

const LowAt = ({ typed, change, wrong }: Inner) => (
  <Field label={t('magnet.lowAt')} help={t('magnet.lowAtHelp')} wrong={wrong('terms.lowAt', 'terms.start.lowAt')}>
    {(described) => (
      <input
        {...described}
        type="number"
        min={0}
        max={10_000}
        value={typed.lowAt}
        onInput={(event) => change({ lowAt: event.currentTarget.value })}
      />
    )}
  </Field>
)

const starts: Start[] = ['key', 'licence', 'address']

const TrialFields = ({ typed, change, wrong, isKept }: Inner) => (
  <>
    <Field label={t('magnet.trialDays')} wrong={wrong('terms.days')}>
      {(described) => (
        <input
          {...described}
          type="number"
          min={1}
          max={365}
          value={typed.days}
          onInput={(event) => change({ days: event.currentTarget.value })}
        />
      )}
    </Field>
    {!isKept && (
      <fieldset>
        <legend>{t('magnet.start')}</legend>
        {starts.map((start) => (
          <Option
            key={start}
            name="start"
            checked={typed.start === start}
            choose={() => change({ start })}
            label={t(`magnet.start.${start}`)}
            help={t(`magnet.start.${start}Help`)}
          />
        ))}
      </fieldset>
    )}
    {typed.start === 'key' && <LowAt {...{ typed, change, wrong }} />}
    {typed.start === 'address' && (
      <>
        <Field label={t('magnet.startUrl')} help={t('magnet.startUrlHelp')} wrong={wrong('terms.start.url')}>
          {(described) => (
            <input
              {...described}
              type="url"
              placeholder="https://"
              maxLength={2_000}
              value={typed.startUrl}
              onInput={(event) => change({ startUrl: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('magnet.startOrigins')} wrong={wrong('terms.start.origins')}>
          {(described) => (
            <textarea
              {...described}
              rows={2}
              value={typed.origins}
              onInput={(event) => change({ origins: event.currentTarget.value })}
            />
          )}
        </Field>
      </>
    )}
    <Field label={t('magnet.remindDays')} help={t('magnet.remindDaysHelp')} wrong={wrong('terms.remindDays')}>
      {(described) => (
        <input
          {...described}
          inputMode="numeric"
          maxLength={20}
          value={typed.remind}
          onInput={(event) => change({ remind: event.currentTarget.value })}
        />
      )}
    </Field>
  </>
)

type OptionProps = { name: string; checked: boolean; choose: () => void; label: string; help: string }

export const Option = ({ name, checked, choose, label, help }: OptionProps) => (
  <label class="option">
    <input type="radio" name={name} checked={checked} onChange={choose} />
    <span>
      {label}
      <span>{help}</span>
    </span>
  </label>
)
