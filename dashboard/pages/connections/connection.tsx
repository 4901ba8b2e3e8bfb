// One connection: how it does, what it is told, what was sent to it.
import arrow from 'lucide:arrow-left'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import type { Connection } from '../../../contract/connection.ts'
import { changeConnection, deleteConnection, readConnection } from '../../api/connections.ts'
import { count, day, dayAndTime, list, nameOf, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Heading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { ChangeConnection } from './change.tsx'
import { ConnectionExamples } from './examples.tsx'
import { isChannel } from './kinds.ts'
import { SentLog } from './log.tsx'
import { ReplaceSecret } from './secret.tsx'
import { StateMark, stateSentences } from './state.tsx'
import { useTest } from './test.tsx'
import './connections.css'

export function ConnectionPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const [asked, setAsked] = useState(0)
  const { data, failure, retry } = useResource(`connection ${id} ${asked}`, (signal) => readConnection(id, signal))
  const [shown, setShown] = useState<Connection>()
  const connection = data ?? (shown?.id === id ? shown : undefined)
  const again = () => {
    setShown(connection)
    setAsked((n) => n + 1)
  }
  return (
    <>
      <a class="back" href="/dashboard/connections">
        <Icon shapes={arrow} />
        {t('connections.title')}
      </a>
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {!connection && !failure && <p class="quiet">{t('app.loading')}</p>}
      {connection && <Shown key={connection.id} connection={connection} changed={again} />}
    </>
  )
}

function Shown({ connection, changed }: { connection: Connection; changed: () => void }) {
  const { id, name, format, isHook } = connection
  const test = useTest(connection, changed)
  return (
    <>
      <div class="page-head">
        <div>
          <Heading>{name}</Heading>
          <p class="quiet">{t(isHook ? 'connection.kind.hook' : `connection.kind.${format}`)}</p>
        </div>
        {may('site:write') && <Actions connection={connection} changed={changed} test={test.button} />}
      </div>
      {test.said}
      <div class="connection-top">
        <section aria-labelledby="standing">
          <h2 id="standing">{t('connection.standing')}</h2>
          <StateMark connection={connection} />
          {stateSentences(connection).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </section>
        <Facts facts={factsOf(connection)} />
      </div>
      <SentLog connection={connection} changed={changed} />
      <ConnectionExamples key={id} connection={connection} />
    </>
  )
}

const factsOf = ({ url, host, events, format, language, isPartner, createdAt, previousSecretUntil }: Connection) =>
  [
    [t('connection.url'), url ?? host],
    [t('connection.events'), list(events.map((event) => t(`event.${event}`)))],
    [t('connection.language'), isChannel(format) && nameOf('language', language)],
    [t('connection.gpc'), isPartner && t('connection.gpcOut')],
    [
      t('connection.oldSecret'),
      previousSecretUntil && t('connection.oldSecretUntil', { time: dayAndTime(previousSecretUntil) }),
    ],
    [t('connection.since'), day(createdAt)],
  ] as [string, string | false | null][]

type Open = 'change' | 'secret' | 'delete'

function Actions({
  connection,
  changed,
  test,
}: {
  connection: Connection
  changed: () => void
  test: ComponentChildren
}) {
  const [open, setOpen] = useState<Open>()
  const { busy, work } = useWork()
  const { route } = useLocation()
  const { id, name, state, format, waiting } = connection
  const close = () => setOpen(undefined)
  const become = (next: 'active' | 'paused', words: string, undo?: () => unknown) =>
    work(async () => {
      await changeConnection(id, { state: next })
      say(words, undo)
      changed()
    })
  const resume = () => become('active', t('connection.resumed', { name }))
  return (
    <div class="actions">
      {test}
      {state === 'active' ? (
        <button
          type="button"
          disabled={busy}
          onClick={() => become('paused', t('connection.paused', { name }), resume)}
        >
          {t('connection.pause')}
        </button>
      ) : (
        <button type="button" class="primary" disabled={busy} onClick={resume}>
          {t('connection.resume')}
        </button>
      )}
      <button type="button" onClick={() => setOpen('change')}>
        {t('connection.change')}
      </button>
      <Menu label={t('connection.more')}>
        {(shut) => (
          <>
            {!isChannel(format) && (
              <button
                type="button"
                class="menu-item"
                onClick={() => {
                  shut()
                  setOpen('secret')
                }}
              >
                {t('connection.secretReplace')}
              </button>
            )}
            <button
              type="button"
              class="menu-item danger-quiet"
              onClick={() => {
                shut()
                setOpen('delete')
              }}
            >
              {t('connection.delete')}
            </button>
          </>
        )}
      </Menu>
      {open === 'change' && <ChangeConnection connection={connection} close={close} changed={changed} />}
      {open === 'secret' && <ReplaceSecret connection={connection} close={close} changed={changed} />}
      {open === 'delete' && (
        <Confirm
          title={t('connection.deleteAsk', { name })}
          yes={t('connection.delete')}
          close={close}
          act={async () => {
            await deleteConnection(id)
            say(t('connection.deleted', { name }))
            route('/dashboard/connections', true)
          }}
        >
          <p>{t('connection.deleteGoes')}</p>
          {waiting > 0 && <p>{count('connection.deleteWaiting', waiting)}</p>}
          <p>{t('connection.deleteStays')}</p>
        </Confirm>
      )}
    </div>
  )
}
