// Which site is being settled, adding another one, and taking an empty one away.
import plus from 'lucide:plus'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { deleteSite, makeSite, type Site } from '../../api/sites.ts'
import { t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Refused } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { AskedQuestion, askPerson } from '../../ui/question.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { Part } from './part.tsx'
import { shortName } from './read-origins.ts'

export const addressOf = (id: string) => `/dashboard/settings${id === 'main' ? '' : `?site=${id}`}`

type Props = { sites: Site[]; site: Site; changed: () => void }

export function Sites({ sites, site, changed }: Props) {
  const [isAdding, setAdding] = useState(false)
  return (
    <div class="sites">
      {sites.length > 1 && (
        <nav class="sites-names" aria-label={t('site.which')}>
          {sites.map(({ id, name }) => (
            <a key={id} href={addressOf(id)} aria-current={id === site.id ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      )}
      {may('site:write') && (
        <button type="button" onClick={() => setAdding(true)}>
          <Icon shapes={plus} />
          {t('site.new')}
        </button>
      )}
      {isAdding && <NewSite like={site} close={() => setAdding(false)} made={changed} />}
    </div>
  )
}

function NewSite({ like, close, made }: { like: Site; close: () => void; made: () => void }) {
  const [name, setName] = useState('')
  const [typed, setTyped] = useState<string>()
  const { busy, failure, work } = useWork()
  const { route } = useLocation()
  const id = typed ?? shortName(name)

  async function make(event: Event) {
    event.preventDefault()
    if (!(await work(() => makeSite({ id, name, like: like.id })))) return
    close()
    say(t('site.made', { name }))
    made()
    route(addressOf(id))
  }

  return (
    <Dialog title={t('site.newTitle')} close={close}>
      <p>{t('site.newHelp', { like: like.name })}</p>
      <form class="fields" noValidate onSubmit={make}>
        <Field label={t('site.newName')} wrong={failure?.fields.name}>
          {(described) => (
            <input
              {...described}
              maxLength={120}
              autoComplete="off"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('site.newId')} wrong={failure?.fields.id}>
          {(described) => (
            <input
              {...described}
              maxLength={60}
              autoComplete="off"
              spellcheck={false}
              value={id}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        {!failure?.fields.id && <Refused failure={failure} known={['name', 'id']} />}
        <div class="actions">
          <button type="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" class="primary" disabled={busy || !name.trim() || !id}>
            {t('site.make')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

export function DeleteSite({ site, gone }: { site: Site; gone: () => void }) {
  const { busy, failure, work } = useWork()
  const { route } = useLocation()
  const { id, name } = site
  const remove = async () => {
    const question = {
      title: t('site.deleteTitle', { name }),
      lines: [t('site.deleteLine')],
      confirm: t('site.delete'),
    }
    if ((await askPerson({ ...question, isDangerous: true })) === null) return
    if (!(await work(() => deleteSite(id)))) return
    say(t('site.deleted', { name }))
    route(addressOf('main'), true)
    gone()
  }
  return (
    <Part title={t('site.delete')} help={t('site.deleteHelp')}>
      <div>
        <div>
          <button type="button" class="danger-quiet" disabled={busy} onClick={remove}>
            {t('site.delete')}
          </button>
        </div>
        {failure?.code === 'conflict' ? (
          <p role="alert" class="wrong">
            {t('site.used')}
          </p>
        ) : (
          <Refused failure={failure} />
        )}
        <AskedQuestion />
      </div>
    </Part>
  )
}
