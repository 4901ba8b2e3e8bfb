// A new form: from a template or from another form, under a name of its own.
import { useId, useState } from 'preact/hooks'
import { beginForm, type Template, templates } from '../../api/forms.ts'
import { listSites } from '../../api/sites.ts'
import { locale, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useWork } from '../../work.ts'

export type Beginning = { template: Template } | { form: string; name: string }

type Props = { beginning: Beginning; taken: string[]; close: () => void; done: (slug: string) => void }

export function Begin({ beginning, taken, close, done }: Props) {
  const [template, setTemplate] = useState<Template>('template' in beginning ? beginning.template : 'livre-blanc')
  const isCopy = 'form' in beginning
  const [name, setName] = useState(isCopy ? beginning.name : '')
  const [typed, setTyped] = useState<string>()
  const sites = useResource('sites', listSites).data?.sites ?? []
  const [site, setSite] = useState<string>()
  const { busy, failure, work } = useWork()
  const id = useId()
  const wanted = name || t(`template.${template}`)
  const slug = typed ?? freeSlug(wanted, taken)
  const isTaken = taken.includes(slug) || failure?.fields.slug === 'taken'
  const isWrong = !/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(slug)
  const begin = async (event: Event) => {
    event.preventDefault()
    const from = isCopy ? { form: beginning.form } : { template }
    if (await work(() => beginForm({ slug, from, name: wanted, language: locale.value, site }))) done(slug)
  }
  return (
    <Dialog title={t(isCopy ? 'begin.copy' : 'begin.title')} close={close}>
      <form class="begin" onSubmit={begin}>
        {!isCopy && (
          <fieldset>
            <legend>{t('begin.from')}</legend>
            {templates.map((one) => (
              <label class="begin-template" key={one}>
                <input type="radio" name={`${id}-from`} checked={template === one} onChange={() => setTemplate(one)} />
                <span>
                  {t(`template.${one}`)}
                  <span class="second">{t(`template.${one}.help`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <div class="begin-line">
          <label for={`${id}-name`}>{t('begin.name')}</label>
          <input
            id={`${id}-name`}
            maxLength={120}
            value={name}
            placeholder={t(`template.${template}`)}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div class="begin-line">
          <label for={`${id}-slug`}>{t('begin.slug')}</label>
          <input
            id={`${id}-slug`}
            maxLength={60}
            spellcheck={false}
            value={slug}
            aria-describedby={`${id}-said`}
            aria-invalid={isTaken || isWrong}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <p class="quiet" id={`${id}-said`}>
            {isTaken ? t('begin.taken') : isWrong ? t('begin.wrong') : t('begin.slugHelp', { slug })}
          </p>
        </div>
        {sites.length > 1 && !isCopy && (
          <div class="begin-line">
            <label for={`${id}-site`}>{t('begin.site')}</label>
            <select id={`${id}-site`} value={site ?? 'main'} onChange={(event) => setSite(event.currentTarget.value)}>
              {sites.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </div>
        )}
        <div role="status">{failure && !isTaken && <p>{t(`error.${failure.code}`)}</p>}</div>
        <div class="actions">
          <button type="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" class="primary" disabled={busy || isTaken || isWrong}>
            {t('begin.begin')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** An address made of a name that no other form has. */
export function freeSlug(name: string, taken: string[]): string {
  const base =
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 50)
      .replace(/^-+|-+$/g, '') || 'formulaire'
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`
    if (!taken.includes(slug)) return slug
  }
}
