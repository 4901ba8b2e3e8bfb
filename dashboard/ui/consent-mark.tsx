// One purpose and where it stands, short enough for a table.
import check from 'lucide:check'
import minus from 'lucide:minus'
import cross from 'lucide:x'
import type { ConsentStanding } from '../../contract/lead.ts'
import { consentTone, consentWords } from '../consent-words.ts'
import { t } from '../locale.ts'
import { Icon } from './icon.tsx'
import './mark.css'

const icons = { yes: check, no: cross, open: minus }

type Props = { consent: Pick<ConsentStanding, 'purpose' | 'basis' | 'state'>; inWords?: boolean }

export function ConsentMark({ consent, inWords }: Props) {
  const tone = consentTone(consent)
  const words = t(consentWords(consent))
  return (
    <span class={`mark ${tone}`} title={inWords ? undefined : words}>
      <Icon shapes={icons[tone]} />
      {inWords ? words : consent.purpose}
      {!inWords && <span class="unseen">: {words}</span>}
    </span>
  )
}
