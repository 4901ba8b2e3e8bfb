// Another connection: first what it leads to, then what that needs, then its secret and a first message.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ConnectionMade } from '../../../contract/connection.ts'
import type { ConnectionFormat } from '../../../contract/connection-names.ts'
import { makeConnection } from '../../api/connections.ts'
import type { Site } from '../../api/sites.ts'
import { locale, t } from '../../locale.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Refused } from '../../ui/field.tsx'
import { useWork } from '../../work.ts'
import { ConnectionFields, knownPaths, type Typed } from './fields.tsx'
import { firstEvents, hostOf, isChannel, kinds } from './kinds.ts'
import { Secret } from './secret.tsx'
import { useTest } from './test.tsx'

type Props = { sites: Site[]; close: () => void; made: () => void }

export function NewConnectionDialog({ sites, close, made }: Props) {
  const [format, setFormat] = useState<ConnectionFormat>()
  const [done, setDone] = useState<ConnectionMade>()
  const keep = (one: ConnectionMade) => {
    setDone(one)
    made()
  }
  if (done) return <Made key="made" {...done} close={close} />
  if (!format) return <ChooseKind key="kind" choose={setFormat} close={close} />
  return <Settle key="settle" format={format} sites={sites} back={() => setFormat(undefined)} made={keep} />
}

const ChooseKind = ({ choose, close }: { choose: (format: ConnectionFormat) => void; close: () => void }) => (
  <Dialog title={t('connections.which')} close={close}>
    <ul class="connection-kinds">
      {kinds.map((kind) => (
        <li key={kind}>
          <button type="button" onClick={() => choose(kind)}>
            {t(`connection.kind.${kind}`)}
            <span class="second">{t(`connection.kind.${kind}.help`)}</span>
          </button>
        </li>
      ))}
    </ul>
    <div class="actions">
      <button type="button" onClick={close}>
        {t('app.cancel')}
      </button>
    </div>
  </Dialog>
)

type SettleProps = {
  format: ConnectionFormat
  sites: Site[]
  back: () => void
  made: (made: ConnectionMade) => void
}

function Settle({ format, sites, back, made }: SettleProps) {
  const [site, setSite] = useState(sites.find(({ id }) => id === 'main')?.id ?? sites[0]?.id ?? 'main')
  const [typed, setTyped] = useState<Typed>({
    format,
    url: '',
    name: isChannel(format) ? t(`connection.kind.${format}`) : '',
    events: [...firstEvents(format)],
    language: locale.value,
    isPartner: false,
  })
  const { busy, failure, work } = useWork()
  const form = useRef<HTMLFormElement>(null)
  // To the first of what is wrong, which may have been scrolled away.
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [failure])

  const make = (event: Event) => {
    event.preventDefault()
    const name = typed.name.trim() || hostOf(typed.url)
    work(async () => made(await makeConnection({ ...typed, name, site })))
  }
  return (
    <Dialog title={t('connections.newOf', { kind: t(`connection.kind.${typed.format}`) })} close={back}>
      <form class="fields" noValidate ref={form} onSubmit={make}>
        <ConnectionFields typed={typed} change={(part) => setTyped({ ...typed, ...part })} failure={failure} />
        {sites.length > 1 && (
          <Field label={t('connection.site')}>
            {(described) => (
              <select {...described} value={site} onChange={(event) => setSite(event.currentTarget.value)}>
                {sites.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Refused failure={failure} known={knownPaths} />
        <div class="actions">
          <button type="button" onClick={back}>
            {t('connections.back')}
          </button>
          <button type="submit" class="primary" disabled={busy}>
            {t('connections.make')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function Made({ connection, secret, close }: ConnectionMade & { close: () => void }) {
  const { button, said } = useTest(connection)
  return (
    <Dialog title={t('connections.made', { name: connection.name })} close={close}>
      {isChannel(connection.format) ? (
        <p>{t('connections.madeChannel')}</p>
      ) : (
        <Secret secret={secret} format={connection.format} />
      )}
      {said}
      <div class="actions">
        {button}
        <button type="button" class="primary" onClick={close}>
          {t('app.close')}
        </button>
      </div>
    </Dialog>
  )
}
