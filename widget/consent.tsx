// One purpose, one unticked box. Nothing here can tick it, and nothing can require it.
import type { ShownForm } from '../contract/shown.ts'
import { consentName } from './read-form.ts'

type Props = ShownForm['consents'][number] & { ticked: boolean }

export function Consent({ purpose, basis, label, detail, ticked }: Props) {
  const name = consentName(purpose)
  const more = detail && (
    <p class="help" id={`${name}-detail`}>
      {detail}
    </p>
  )
  // Legitimate interest informs first and then offers to object; consent asks first and then explains.
  const informsFirst = basis === 'legitimate_interest'
  return (
    <div class="consent">
      {informsFirst && more}
      <label class="tick">
        <input type="checkbox" id={name} name={name} checked={ticked} aria-describedby={detail && `${name}-detail`} />
        <span>{label}</span>
      </label>
      {!informsFirst && more}
    </div>
  )
}
