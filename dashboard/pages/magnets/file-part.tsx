// The file of a magnet: what visitors get, another in its place, and those before it.
import download from 'lucide:download'
import { described, size } from '../../../contract/described.ts'
import type { Edition, MagnetDetail } from '../../../contract/magnet.ts'
import { fileAddress, putBack } from '../../api/magnets.ts'
import { locale, t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Icon } from '../../ui/icon.tsx'
import { say } from '../../ui/said.tsx'
import { Time } from '../../ui/time.tsx'
import { useWork } from '../../work.ts'
import { Upload } from './upload.tsx'

export function FilePart({ magnet, changed }: { magnet: MagnetDetail; changed: () => void }) {
  const [, ...earlier] = magnet.editions
  const { file } = magnet
  return (
    <section class="magnet-part">
      <h2>{t('magnet.fileNow')}</h2>
      {file ? (
        <div class="magnet-file">
          <p>{described(file, locale.value)}</p>
          <p class="quiet">
            <a href={fileAddress(magnet.id)} download>
              <Icon shapes={download} /> {t('magnet.see')}
            </a>{' '}
            {t('magnet.seeHelp')}
          </p>
        </div>
      ) : (
        <p class="quiet">{t('magnet.noFile')}</p>
      )}
      {may('magnets:write') && (
        <Upload
          id={magnet.id}
          label={t(file ? 'magnet.replace' : 'magnet.choose')}
          before={file ?? undefined}
          uploaded={changed}
        />
      )}
      {file && (
        <>
          <h3>{t('magnet.editions')}</h3>
          <p class="quiet">{t(earlier.length ? 'magnet.editionsHelp' : 'magnet.editionsNone')}</p>
          {earlier.length > 0 && (
            <ul class="editions">
              {earlier.map((edition) => (
                <Earlier key={edition.id} magnetId={magnet.id} edition={edition} changed={changed} />
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  )
}

type EarlierProps = { magnetId: string; edition: Edition; changed: () => void }

function Earlier({ magnetId, edition: { id, name, bytes, at }, changed }: EarlierProps) {
  const { busy, failure, work } = useWork()
  const restore = async () => {
    if (!(await work(() => putBack(magnetId, id)))) return
    say(t('magnet.putBackDone', { name }))
    changed()
  }
  return (
    <li>
      <span>
        {name}
        <span class="second">
          {size(bytes, locale.value)} · <Time at={at} />
        </span>
        {failure && (
          <span role="alert" class="wrong">
            {t(`error.${failure.code}`)}
          </span>
        )}
      </span>
      <span class="actions">
        <a class="button" href={fileAddress(magnetId, id)} download aria-label={`${t('magnet.edition')} · ${name}`}>
          <Icon shapes={download} />
        </a>
        {may('magnets:write') && (
          <button type="button" disabled={busy} onClick={restore}>
            {t('magnet.putBack')}
            <span class="unseen"> · {name}</span>
          </button>
        )}
      </span>
    </li>
  )
}
