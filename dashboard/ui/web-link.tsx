// An address somebody else wrote: a link only where it leads to the web, else plain text.
import external from 'lucide:external-link'
import { t } from '../locale.ts'
import { isWebAddress } from '../web-address.ts'
import { Icon } from './icon.tsx'

export function WebLink({ address }: { address: string }) {
  if (!isWebAddress(address)) return <>{address}</>
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {address}
      <Icon shapes={external} />
      <span class="unseen">({t('app.newTab')})</span>
    </a>
  )
}
