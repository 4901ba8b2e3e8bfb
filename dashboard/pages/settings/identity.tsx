// The site's name, and who answers for the data its forms collect.
import { useState } from 'preact/hooks'
import { changeSite, type Site } from '../../api/sites.ts'
import { t } from '../../locale.ts'
import type { Key } from '../../locales/fr.ts'
import { may } from '../../session.ts'
import { Field, Refused } from '../../ui/field.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { Part } from './part.tsx'

type Name = 'name' | 'controller' | 'contact' | 'address' | 'policy'

/** Where each stands in what is sent. */
const paths: Record<Name, string> = {
  name: 'name',
  controller: 'controller.name',
  contact: 'controller.contact',
  address: 'controller.address',
  policy: 'controller.privacyPolicy',
}
const limits: Record<Name, number> = { name: 120, controller: 200, contact: 200, address: 400, policy: 2_000 }
const helps: Partial<Record<Name, Key>> = {
  name: 'site.nameHelp',
  controller: 'site.controllerHelp',
  contact: 'site.contactHelp',
  address: 'site.addressHelp',
}

export function Identity({ site, saved }: { site: Site; saved: () => void }) {
  const { controller } = site
  const [typed, setTyped] = useState<Record<Name, string>>({
    name: site.name,
    controller: controller?.name ?? '',
    contact: controller?.contact ?? '',
    address: controller?.address ?? '',
    policy: controller?.privacyPolicy ?? '',
  })
  const { busy, failure, work } = useWork()
  const readOnly = !may('site:write')

  async function save(event: Event) {
    event.preventDefault()
    const { name, controller, contact, address, policy } = typed
    const isNobody = !controller.trim() && !contact.trim() && !policy.trim()
    const change = {
      name,
      controller: isNobody
        ? null
        : { name: controller, contact, address: address.trim() || undefined, privacyPolicy: policy.trim() },
    }
    if (!(await work(() => changeSite(site.id, change)))) return
    say(t('site.saved'))
    saved()
  }

  return (
    <Part title={t('site.identity')} help={t('site.identityHelp')}>
      <form class="fields" noValidate onSubmit={save}>
        {!controller && <p class="wrong">{t('site.noController')}</p>}
        {(Object.keys(paths) as Name[]).map((name) => {
          const help = helps[name]
          return (
            <Field key={name} label={t(`site.${name}`)} help={help && t(help)} wrong={failure?.fields[paths[name]]}>
              {(described) => {
                const shared = { ...described, maxLength: limits[name], readOnly, value: typed[name] }
                const put = (value: string) => setTyped({ ...typed, [name]: value })
                return name === 'address' ? (
                  <textarea {...shared} rows={3} onInput={(event) => put(event.currentTarget.value)} />
                ) : (
                  <input
                    {...shared}
                    autoComplete="off"
                    {...(name === 'policy'
                      ? { type: 'url' as const, placeholder: 'https://' }
                      : { type: 'text' as const })}
                    onInput={(event) => put(event.currentTarget.value)}
                  />
                )
              }}
            </Field>
          )
        })}
        <Refused failure={failure} known={Object.values(paths)} />
        {!readOnly && (
          <button type="submit" class="primary" disabled={busy}>
            {t('site.saveIdentity')}
          </button>
        )}
      </form>
    </Part>
  )
}
