// A person's passkeys: added, named, removed.
import { useState } from 'preact/hooks'
import type { Passkey } from '../../../contract/team.ts'
import { listPasskeys, removePasskey, renamePasskey } from '../../api/team.ts'
import { day, t } from '../../locale.ts'
import { canUsePasskeys, makePasskey } from '../../passkey.ts'
import { useResource } from '../../resource.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { Text } from './fields.tsx'

type Open = { what: 'name' | 'remove'; passkey: Passkey }

export function Passkeys() {
  const [asked, setAsked] = useState(0)
  const { data, failure, retry } = useResource(`passkeys ${asked}`, listPasskeys)
  const [open, setOpen] = useState<Open>()
  const adding = useWork()
  const close = () => setOpen(undefined)
  const changed = () => setAsked(asked + 1)

  const add = () =>
    adding.work(async () => {
      const made = await makePasskey()
      if (made.is === 'known') return say(t('passkey.known'))
      if (made.is === 'cancelled') return say(t('passkey.cancelled'))
      say(t('passkey.added'))
      changed()
      setOpen({ what: 'name', passkey: made.value })
    })

  return (
    <section class="team-part" aria-labelledby="passkeys-title">
      <div>
        <h2 id="passkeys-title">{t('passkey.title')}</h2>
        <p class="quiet">{t('passkey.help')}</p>
      </div>
      <div aria-busy={!data && !failure}>
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {data?.passkeys.length === 0 && <p class="quiet">{t('passkey.none')}</p>}
        {data && data.passkeys.length > 0 && (
          <ul class="team-keys">
            {data.passkeys.map((passkey) => (
              <li key={passkey.id}>
                <div>
                  <span class="team-name">{passkey.name}</span>
                  <span class="second">
                    {passkey.usedOn ? t('passkey.usedOn', { day: day(passkey.usedOn) }) : t('passkey.unused')}
                    {passkey.host !== location.hostname && ` · ${t('passkey.elsewhere', { host: passkey.host })}`}
                  </span>
                </div>
                <div class="actions">
                  <button type="button" onClick={() => setOpen({ what: 'name', passkey })}>
                    {t('passkey.rename')}
                    <span class="unseen"> · {passkey.name}</span>
                  </button>
                  <button type="button" onClick={() => setOpen({ what: 'remove', passkey })}>
                    {t('passkey.remove')}
                    <span class="unseen"> · {passkey.name}</span>
                  </button>
                </div>
              </li>
            ))}
          </ul>
        )}
        {canUsePasskeys() ? (
          <button type="button" class="team-add" disabled={adding.busy} onClick={add}>
            {t(adding.busy ? 'passkey.adding' : 'passkey.add')}
          </button>
        ) : (
          <p class="quiet">{t('passkey.cannot')}</p>
        )}
        {adding.failure && <p role="alert">{t(`error.${adding.failure.code}`)}</p>}
      </div>
      {open?.what === 'name' && <NameDialog passkey={open.passkey} close={close} named={changed} />}
      {open?.what === 'remove' && (
        <Confirm
          title={t('passkey.removeAsk', { name: open.passkey.name })}
          yes={t('passkey.removeYes')}
          close={close}
          act={async () => {
            await removePasskey(open.passkey.id)
            say(t('passkey.removed'))
            changed()
          }}
        >
          <p>{t('passkey.removeGoes')}</p>
        </Confirm>
      )}
    </section>
  )
}

type NameProps = { passkey: Passkey; close: () => void; named: () => void }

function NameDialog({ passkey, close, named }: NameProps) {
  const [name, setName] = useState(passkey.name)
  const { busy, failure, work } = useWork()
  const save = async (event: Event) => {
    event.preventDefault()
    const saved = await work(() => renamePasskey(passkey.id, name))
    if (!saved) return
    named()
    close()
  }
  return (
    <Dialog title={t('passkey.nameTitle')} close={close}>
      <form class="team-form" onSubmit={save} noValidate>
        <Text label={t('passkey.name')} value={name} type={setName} problem={failure?.fields.name} max={60} />
        {failure && !failure.fields.name && <p role="alert">{t(`error.${failure.code}`)}</p>}
        <div class="actions">
          <button type="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" class="primary" disabled={busy}>
            {t('team.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
