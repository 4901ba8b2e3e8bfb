// Tokens for programs: made, shown once, revoked.
import { useState } from 'preact/hooks'
import type { ApiToken, TokenMade } from '../../../contract/team.ts'
import { type Scope, scopes } from '../../../contract/team-names.ts'
import { createToken, listTokens, revokeToken } from '../../api/team.ts'
import { day, list, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { Text } from './fields.tsx'

export function TokensPart() {
  const [asked, setAsked] = useState(0)
  const { data, failure, retry } = useResource(`tokens ${asked}`, listTokens)
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ApiToken>()
  const changed = () => setAsked(asked + 1)
  return (
    <div aria-busy={!data && !failure}>
      <div class="team-head">
        <p class="quiet">{t('token.help')}</p>
        <button type="button" class="primary" onClick={() => setMaking(true)}>
          {t('token.make')}
        </button>
      </div>
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {data?.tokens.length === 0 && (
        <Notice title={t('token.none')}>
          <p>{t('token.noneHelp')}</p>
        </Notice>
      )}
      {data && data.tokens.length > 0 && (
        <ul class="team-rows tokens">
          {data.tokens.map((token) => (
            <li key={token.id}>
              <div>
                <span class="team-name">{token.name}</span>
                <span class="second">{t('token.madeOn', { day: day(token.createdAt) })}</span>
              </div>
              <div class="second">{list(token.scopes.map((scope) => t(`scope.${scope}`)))}</div>
              <div class="second">
                {token.usedOn ? t('token.usedOn', { day: day(token.usedOn) }) : t('token.unused')}
              </div>
              <button type="button" onClick={() => setRevoking(token)}>
                {t('token.revoke')}
                <span class="unseen"> · {token.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {making && <TokenDialog close={() => setMaking(false)} made={changed} />}
      {revoking && (
        <Confirm
          title={t('token.revokeAsk', { name: revoking.name })}
          yes={t('token.revokeYes')}
          close={() => setRevoking(undefined)}
          act={async () => {
            await revokeToken(revoking.id)
            say(t('token.revoked', { name: revoking.name }))
            changed()
          }}
        >
          <p>{t('token.revokeGoes')}</p>
        </Confirm>
      )}
    </div>
  )
}

function TokenDialog({ close, made }: { close: () => void; made: () => void }) {
  const [name, setName] = useState('')
  const [chosen, choose] = useState<Scope[]>(['leads:read'])
  const [done, setDone] = useState<TokenMade>()
  const { busy, failure, work } = useWork()
  const make = (event: Event) => {
    event.preventDefault()
    work(async () => {
      setDone(await createToken(name, chosen))
      made()
    })
  }
  if (done)
    return (
      <Dialog title={t('token.made', { name })} close={close}>
        <p>{t('token.once')}</p>
        <Copyable text={done.token} />
        <div class="actions">
          <button type="button" class="primary" onClick={close}>
            {t('app.close')}
          </button>
        </div>
      </Dialog>
    )
  return (
    <Dialog title={t('token.make')} close={close}>
      <form class="team-form" onSubmit={make} noValidate>
        <Text label={t('token.name')} value={name} type={setName} problem={failure?.fields.name} max={80} />
        <fieldset class="team-scopes">
          <legend>{t('token.scopes')}</legend>
          {scopes.filter(may).map((scope) => (
            <label key={scope}>
              <input
                type="checkbox"
                checked={chosen.includes(scope)}
                onChange={() =>
                  choose(chosen.includes(scope) ? chosen.filter((one) => one !== scope) : [...chosen, scope])
                }
              />
              {t(`scope.${scope}`)}
            </label>
          ))}
        </fieldset>
        {failure && !failure.fields.name && <p role="alert">{t(`error.${failure.code}`)}</p>}
        <div class="actions">
          <button type="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" class="primary" disabled={busy || chosen.length === 0}>
            {t('token.makeYes')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
