// Published forms that still show what was so before the settings changed, and showing them anew.
import { useState } from 'preact/hooks'
import { formsOfSite, republish, type Site } from '../../api/sites.ts'
import { count, list, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Refused } from '../../ui/field.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'

/** `saves`: asked anew with each. */
export function Behind({ site, saves }: { site: Site; saves: number }) {
  const [done, setDone] = useState(0)
  const [rounds, setRounds] = useState(0)
  const { data } = useResource(`behind ${site.id} ${saves} ${rounds}`, (signal) => formsOfSite(site.id, signal))
  const { busy, failure, work } = useWork()
  const forms = data?.forms.filter(({ behind }) => behind.length) ?? []
  if (!forms.length) return null

  const go = async () => {
    setDone(0)
    // One after the other: each is a version of its own, and those that are done stay done.
    const isDone = await work(async () => {
      for (const { slug } of forms) {
        await republish(site.id, slug)
        setDone((before) => before + 1)
      }
    })
    if (isDone) say(count('site.republished', forms.length))
    setRounds(rounds + 1)
  }

  return (
    <section class="behind" role="status">
      <p>{count('site.behind', forms.length)}</p>
      <ul>
        {forms.map(({ slug, name, behind }) => (
          <li key={slug}>
            {name}
            <span class="quiet">{` · ${list(behind.map((part) => t(`site.behind.${part}`)))}`}</span>
          </li>
        ))}
      </ul>
      <p class="quiet">{t('site.behindHelp')}</p>
      <Refused failure={failure} />
      {may('forms:write') && (
        <button type="button" disabled={busy} onClick={go}>
          {busy ? t('site.republishing', { done, all: forms.length }) : t('site.republish')}
        </button>
      )}
    </section>
  )
}
