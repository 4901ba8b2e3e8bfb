// One magnet: what visitors get, what became of it, who gives it; or a new one.
import back from 'lucide:arrow-left'
import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { MagnetDetail } from '../../../contract/magnet.ts'
import { changeMagnet, readMagnet } from '../../api/magnets.ts'
import { count, day, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Facts } from '../../ui/facts.tsx'
import { Refused } from '../../ui/field.tsx'
import { Heading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { WebLink } from '../../ui/web-link.tsx'
import { useWork } from '../../work.ts'
import { DeleteMagnet } from './delete.tsx'
import { FilePart } from './file-part.tsx'
import { inputOf, type Typed, typedOf } from './input.ts'
import { KindFields, knownPaths } from './kind-fields.tsx'
import { MagnetMark } from './mark.tsx'
import { NewMagnet } from './new.tsx'
import { Numbers } from './numbers.tsx'
import { Pool } from './pool.tsx'
import { TryTrial } from './try.tsx'
import './magnets.css'

export function MagnetPage() {
  const id = useRoute().params.id ?? ''
  return (
    <>
      <a class="back" href="/dashboard/magnets">
        <Icon shapes={back} />
        {t('magnets.back')}
      </a>
      {id === 'new' ? <NewMagnet /> : <Shown key={id} id={id} />}
    </>
  )
}

function Shown({ id }: { id: string }) {
  const [kept, setKept] = useState<MagnetDetail>()
  const [asked, setAsked] = useState(0)
  const { data, failure, retry } = useResource(`magnet ${id} ${asked}`, async (signal) => {
    const magnet = await readMagnet(id, signal)
    setKept(magnet)
    return magnet
  })
  // While it is read again what was there stays: an upload that is done must not blank the page.
  const magnet = data ?? kept
  if (failure?.code === 'not_found')
    return (
      <Notice title={t('magnets.missing')}>
        <p>
          <a href="/dashboard/magnets">{t('magnets.back')}</a>
        </p>
      </Notice>
    )
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!magnet)
    return (
      <p class="quiet" role="status">
        {t('app.loading')}
      </p>
    )
  return <Magnet magnet={magnet} changed={() => setAsked(asked + 1)} />
}

const Magnet = ({ magnet, changed }: { magnet: MagnetDetail; changed: () => void }) => (
  <>
    <div class="page-head">
      <div>
        <Heading>{magnet.name}</Heading>
        <p class="quiet">
          {t(`magnet.kind.${magnet.kind}`)} <MagnetMark magnet={magnet} />
        </p>
      </div>
    </div>
    <div class="magnet">
      <div class="magnet-main">
        {magnet.kind === 'file' && <FilePart magnet={magnet} changed={changed} />}
        {magnet.url && (
          <section class="magnet-part">
            <h2>{t('magnet.fileNow')}</h2>
            <p>
              <WebLink address={magnet.url} />
            </p>
          </section>
        )}
        <Pool magnet={magnet} changed={changed} />
        {may('magnets:write') && (
          <>
            <TryTrial magnet={magnet} />
            <Settings magnet={magnet} changed={changed} />
          </>
        )}
      </div>
      <div class="magnet-side">
        <Numbers magnet={magnet} />
        <section class="magnet-part">
          <h2>{t('magnet.forms')}</h2>
          {magnet.forms.length === 0 && <p class="quiet">{t('magnet.formsNone')}</p>}
          <ul class="magnet-forms">
            {magnet.forms.map(({ slug, name, isPublished, isDrafted }) => (
              <li key={slug}>
                <a href={`/dashboard/forms/${slug}`}>{name}</a>
                <span class="second">
                  {t(isPublished ? (isDrafted ? 'magnet.formPublished' : 'magnet.formLeaving') : 'magnet.formDraft')}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section class="magnet-part">
          <Facts
            facts={[
              [t('magnet.made'), day(magnet.createdAt)],
              [t('magnet.changed'), day(magnet.updatedAt)],
              [t('magnet.site'), magnet.site !== 'main' && magnet.site],
            ]}
          />
          {may('magnets:write') && <DeleteMagnet magnet={magnet} />}
        </section>
      </div>
    </div>
  </>
)

function Settings({ magnet, changed }: { magnet: MagnetDetail; changed: () => void }) {
  const [typed, setTyped] = useState(() => typedOf(magnet))
  const { busy, failure, work } = useWork()
  const change = (part: Partial<Typed>) => setTyped({ ...typed, ...part })
  const isChanged = JSON.stringify(typed) !== JSON.stringify(typedOf(magnet))

  async function save(event: Event) {
    event.preventDefault()
    if (!(await work(() => changeMagnet(magnet.id, inputOf(typed))))) return
    const shown = magnet.forms.filter(({ isPublished }) => isPublished).length
    say(shown ? count('magnet.savedForms', shown) : t('magnet.saved'))
    changed()
  }

  return (
    <section class="magnet-part">
      <h2>{t('magnet.fields')}</h2>
      <form class="fields" noValidate onSubmit={save}>
        <KindFields typed={typed} change={change} failure={failure} isKept />
        <Refused failure={failure} known={knownPaths} />
        <button type="submit" class="primary" disabled={busy || !isChanged}>
          {t('magnet.save')}
        </button>
      </form>
    </section>
  )
}
