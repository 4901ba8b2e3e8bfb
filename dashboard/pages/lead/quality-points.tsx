// The quality of a lead as a number, and every point of it with its reason.
import chevron from 'lucide:chevron-down'
import type { LeadQualification } from '../../../contract/judged-lead.ts'
import { number, t, tIfKnown } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'

const parts = ['motivation', 'accuracy', 'validity'] as const

export const QualityPoints = ({ quality: { score, reasons } }: Pick<LeadQualification, 'quality'>) => (
  <details class="quality-points">
    <summary>
      <h3>{t('quality.title')}</h3>
      <span>{t('quality.score', { n: score })}</span>
      <meter min={0} max={100} value={score} aria-hidden="true" />
      <Icon shapes={chevron} />
    </summary>
    {parts.map((part) => (
      <table key={part}>
        <caption>{t(`quality.${part}`)}</caption>
        <tbody>
          {reasons
            .filter(({ about }) => about === part)
            .map(({ code, points, of }) => (
              <tr key={code} class={points ? undefined : 'quiet'}>
                <th scope="row">{tIfKnown(`quality.${code}`) ?? code}</th>
                <td>
                  <span aria-hidden="true">
                    {number(points)} / {number(of)}
                  </span>
                  <span class="unseen">{t('quality.points', { n: points, of })}</span>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    ))}
  </details>
)
