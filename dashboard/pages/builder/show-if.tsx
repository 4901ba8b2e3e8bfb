// When a question is asked at all: a sentence about answers given before it.
import type { Field, ShowRule } from '../../../contract/field.ts'
import type { FormDefinition } from '../../../contract/form.ts'
import { t } from '../../locale.ts'
import { idOf, useBuilder } from './builder.ts'
import { wrongWords } from './controls.tsx'
import { type At, fieldsOf, setAt } from './edits.ts'

const relations = ['equal', 'not_equal', 'answered', 'not_answered'] as const

export function ShowIf({ field, step, at }: At & { field: Field }) {
  const { keeping, language, readOnly, wrong } = useBuilder()
  const draft = keeping.draft.value
  const path = ['steps', step, 'fields', at, 'showIf']
  const before = earlier(draft, { step, at }).filter(({ kind }) => kind !== 'hidden')
  const rules = field.showIf ?? []
  const put = (next: ShowRule[]) => keeping.edit(setAt(draft, path, next.length ? next : undefined))
  const code = wrong[path.join('.')]
  if (!rules.length && !before.length) return null
  return (
    <fieldset class="b-rules" id={idOf(path)}>
      <legend>{t('b.rule.title')}</legend>
      {!rules.length && <p class="quiet">{t('b.rule.always')}</p>}
      {rules.map((rule, n) => {
        const asked = fieldsOf(draft).find(({ key }) => key === rule.field)
        const change = (changed: Partial<ShowRule>) => put(rules.with(n, { ...rule, ...changed }))
        return (
          <div class="b-rule" key={n}>
            <span>{t(n ? 'b.rule.and' : 'b.rule.if')}</span>
            <select
              aria-label={t('b.rule.field')}
              value={rule.field}
              onChange={({ currentTarget: { value } }) => put(rules.with(n, ruleOn(draft, value)))}
            >
              {asked && !before.includes(asked) && <option value={rule.field}>{nameOf(draft, asked, language)}</option>}
              {before.map((one) => (
                <option key={one.key} value={one.key}>
                  {nameOf(draft, one, language)}
                </option>
              ))}
            </select>
            <select
              aria-label={t('b.rule.is')}
              value={rule.is}
              onChange={({ currentTarget: { value } }) => {
                const is = value as ShowRule['is']
                const first = ruleOn(draft, rule.field)
                put(rules.with(n, is.endsWith('answered') ? { field: rule.field, is } : { ...first, ...rule, is }))
              }}
            >
              {relations.map((one) => (
                <option key={one} value={one}>
                  {t(`b.rule.${one}`)}
                </option>
              ))}
            </select>
            {!rule.is.endsWith('answered') && asked && <Value {...{ rule, asked, language, change }} />}
            {!readOnly && (
              <button type="button" aria-label={t('b.rule.remove')} onClick={() => put(rules.toSpliced(n, 1))}>
                ×
              </button>
            )}
          </div>
        )
      })}
      {code && <p class="b-wrong">{wrongWords(code)}</p>}
      {!readOnly && rules.length < 5 && before.length > 0 && (
        <button type="button" onClick={() => put([...rules, ruleOn(draft, before.at(-1)!.key)])}>
          {t('b.rule.add')}
        </button>
      )}
    </fieldset>
  )
}

type ValueProps = { rule: ShowRule; asked: Field; language: string; change: (changed: Partial<ShowRule>) => void }

function Value({ rule, asked, language, change }: ValueProps) {
  const label = t('b.rule.value')
  if ('options' in asked)
    return (
      <select
        aria-label={label}
        value={String(rule.value)}
        onChange={(event) => change({ value: event.currentTarget.value })}
      >
        {asked.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label[language] ?? Object.values(option.label)[0]}
          </option>
        ))}
      </select>
    )
  if (asked.kind === 'yes_no')
    return (
      <select
        aria-label={label}
        value={String(rule.value)}
        onChange={(event) => change({ value: event.currentTarget.value === 'true' })}
      >
        <option value="true">{t('b.rule.yes')}</option>
        <option value="false">{t('b.rule.no')}</option>
      </select>
    )
  const isNumber = asked.kind === 'number'
  return (
    <input
      aria-label={label}
      {...(isNumber ? { type: 'number' as const } : { type: 'text' as const })}
      value={String(rule.value ?? '')}
      onChange={({ currentTarget: { value } }) => change({ value: isNumber ? Number(value) : value })}
    />
  )
}

const earlier = (draft: FormDefinition, { step, at }: At): Field[] => [
  ...draft.steps.slice(0, step).flatMap(({ fields }) => fields),
  ...draft.steps[step]!.fields.slice(0, at),
]

/** A rule to begin with: that a question was answered as its first answer says. */
function ruleOn(draft: FormDefinition, key: string): ShowRule {
  const field = fieldsOf(draft).find((each) => each.key === key)
  if (field && 'options' in field) return { field: key, is: 'equal', value: field.options[0]!.value }
  return field?.kind === 'yes_no' ? { field: key, is: 'equal', value: true } : { field: key, is: 'answered' }
}

const nameOf = (draft: FormDefinition, field: Field, language: string) =>
  field.label[language] || field.label[draft.defaultLanguage] || field.key

/** `Asked only if « Team size » is « 10 to 49 ».` */
export function ruleInWords(draft: FormDefinition, rule: ShowRule, language: string): string {
  const field = fieldsOf(draft).find(({ key }) => key === rule.field)
  const name = field ? nameOf(draft, field, language) : rule.field
  const option = field && 'options' in field ? field.options.find(({ value }) => value === rule.value) : undefined
  const said = typeof rule.value === 'boolean' ? t(rule.value ? 'b.rule.yes' : 'b.rule.no') : String(rule.value ?? '')
  const value = option ? (option.label[language] ?? Object.values(option.label)[0] ?? said) : said
  return t(`b.rule.said.${rule.is}`, { name, value })
}
