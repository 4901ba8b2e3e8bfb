// What the team and the rules made of a lead, short enough for a cell or a card.
import check from 'lucide:circle-check'
import flame from 'lucide:flame'
import type { LeadSummary } from '../../../contract/lead.ts'
import type { Stage } from '../../../contract/stage.ts'
import { t } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'
import '../../ui/mark.css'
import './marks.css'

export const StageMark = ({ stage, isQualified }: { stage: Stage; isQualified: boolean }) => (
  <>
    <span class={`stage stage-${stage}`}>{t(`stage.${stage}`)}</span>
    {isQualified && (
      <span class="mark yes">
        <Icon shapes={check} />
        {t('leads.qualified.yes')}
      </span>
    )}
  </>
)

/** A number and how long a line it makes; nothing where nobody has scored. */
export const Quality = ({ lead: { quality } }: { lead: Pick<LeadSummary, 'quality'> }) =>
  quality !== null && (
    <span class="quality">
      {quality}
      <span class="quality-line" aria-hidden="true">
        <span style={{ width: `${quality}%` }} />
      </span>
    </span>
  )

export const Warmth = ({ temperature }: Pick<LeadSummary, 'temperature'>) =>
  temperature === 'hot' ? (
    <span class="mark hot">
      <Icon shapes={flame} />
      {t('leads.hot')}
    </span>
  ) : (
    <span class="mark">{t('leads.cold')}</span>
  )

export const Tags = ({ tags }: { tags: string[] }) =>
  tags.length > 0 && (
    <ul class="tags">
      {tags.map((tag) => (
        <li key={tag}>{tag}</li>
      ))}
    </ul>
  )
