// "Held", wherever a lead or a submission is.
import shield from 'lucide:shield-alert'
import { t } from '../locale.ts'
import { Icon } from './icon.tsx'
import './mark.css'

export const HeldMark = () => (
  <span class="mark held">
    <Icon shapes={shield} />
    {t('leads.heldMark')}
  </span>
)
