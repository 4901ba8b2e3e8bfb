// A new magnet: which kind, what it needs, and of a file at once its bytes.

import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { makeMagnet } from '../../api/magnets.ts'
import { listSites } from '../../api/sites.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Field, Refused } from '../../ui/field.tsx'
import { Heading } from '../../ui/heading.tsx'
import { useWork } from '../../work.ts'
import { blank, inputOf, type Kind, type Typed } from './input.ts'
import { KindFields, knownPaths, Option } from './kind-fields.tsx'

const kinds: Kind[] = ['file', 'link', 'code', 'trial']

export function NewMagnet() {
  const [typed, setTyped] = useState(blank('file'))
  const [site, setSite] = useState<string>()
  const { data } = useResource('sites', listSites)
  const { busy, failure, work } = useWork()
  const { route } = useLocation()
  const change = (part: Partial<Typed>) => setTyped({ ...typed, ...part })

  const make = (event: Event) => {
    event.preventDefault()
    work(async () => {
      const { id } = await makeMagnet(inputOf(typed), site)
      route(`/dashboard/magnets/${id}`)
    })
  }

  return (
    <>
      <div class="page-head">
        <Heading>{t('magnets.new')}</Heading>
      </div>
      <form class="fields new-magnet" noValidate onSubmit={make}>
        <fieldset>
          <legend>{t('magnet.which')}</legend>
          {kinds.map((kind) => (
            <Option
              key={kind}
              name="kind"
              checked={typed.kind === kind}
              choose={() => change({ kind })}
              label={t(`magnet.kind.${kind}`)}
              help={t(`magnet.kind.${kind}.help`)}
            />
          ))}
        </fieldset>
        <KindFields typed={typed} change={change} failure={failure} />
        {data && data.sites.length > 1 && (
          <Field label={t('magnet.site')}>
            {(described) => (
              <select {...described} value={site ?? 'main'} onChange={(event) => setSite(event.currentTarget.value)}>
                {data.sites.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Refused failure={failure} known={knownPaths} />
        <button type="submit" class="primary" disabled={busy}>
          {t('magnet.create')}
        </button>
      </form>
    </>
  )
}
