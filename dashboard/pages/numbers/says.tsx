// What the numbers of the questions say, each with what can be done about it.
import type { FieldErrorCode } from '../../../contract/errors.ts'
import type { AskedField, FieldsNumbers } from '../../../contract/insight-fields.ts'
import { count, locale, number, t, tIfKnown } from '../../locale.ts'
import { shareInWords } from '../home/names.ts'
import { enough, type Finding, findingsOf } from './findings.ts'

export function Says({ numbers }: { numbers: FieldsNumbers }) {
  const { began, sent, before, form } = numbers
  if (began < enough) return <p class="numbers-few">{count('numbers.tooFew', began, { least: enough })}</p>
  const findings = findingsOf(numbers)
  return (
    <section class="numbers-says" aria-labelledby="says-title">
      <h3 id="says-title">{t('numbers.says')}</h3>
      <ul>
        <li>
          <p>{t('numbers.says.sent', { percent: shareInWords(sent / began), n: sent, of: began })}</p>
          {before.began >= enough && (
            <p class="quiet">{t('numbers.says.sentBefore', { percent: shareInWords(before.sent / before.began) })}</p>
          )}
        </li>
        {findings.map((finding) => (
          <li key={`${finding.about} ${'field' in finding ? finding.field.key : finding.place}`}>
            <p>{inWords(finding, form.language)}</p>
            <p class="quiet">{t(`numbers.advice.${finding.advice}`)}</p>
          </li>
        ))}
        {findings.length === 0 && (
          <li>
            <p>{t('numbers.says.fine')}</p>
            <p class="quiet">{t('numbers.says.fineHelp')}</p>
          </li>
        )}
      </ul>
      <p>
        <a href={`/dashboard/forms/${form.slug}`}>{t('numbers.edit')}</a>
      </p>
    </section>
  )
}

function inWords(finding: Finding, language: string): string {
  if (finding.about === 'errors')
    return count('numbers.says.errors', finding.n, {
      question: labelOf(finding.field, language),
      what: errorInWords(finding.code),
    })
  const percent = shareInWords(finding.share)
  if (finding.about === 'left') return t('numbers.says.left', { percent, question: labelOf(finding.field, language) })
  return t(`numbers.says.${finding.about}`, { percent, step: finding.place })
}

/** As it is asked in the owner's own language, where it is. */
export const labelOf = ({ label, key }: Pick<AskedField, 'label' | 'key'>, language: string): string =>
  label[locale.value] ?? label[language] ?? key

export const errorInWords = (code: FieldErrorCode): string => tIfKnown(`numbers.error.${code}`) ?? code

/** What was wrong, and how often: the three most frequent. */
export const errorsInWords = (errors: AskedField['errors']): string[] =>
  errors.slice(0, 3).map(({ code, times }) => t('numbers.error', { what: errorInWords(code), times: number(times) }))
