// The criteria of a site, each with its name, whether it is necessary, and the rules that judge it.
import type { Criterion, CriterionRule } from '../../../contract/qualification.ts'
import { criterionName } from '../../criterion-words.ts'
import { t } from '../../locale.ts'
import { say } from '../../ui/said.tsx'
import { Conditions } from './conditions.tsx'
import { begun, isShipped, newCriterionId, replaced, without } from './edits.ts'
import type { Subjects } from './subjects.ts'

type Props = { criteria: Criterion[]; subjects: Subjects; readOnly: boolean; change: (criteria: Criterion[]) => void }

export function Criteria({ criteria, subjects, readOnly, change }: Props) {
  const remove = (at: number) => {
    say(t('criteria.removed', { name: criterionName(criteria[at]!) }))
    change(without(criteria, at))
  }
  return (
    <div class="c-list">
      {criteria.map((criterion, at) => (
        <OneCriterion
          key={criterion.id}
          criterion={criterion}
          subjects={subjects}
          readOnly={readOnly}
          change={(one) => change(replaced(criteria, at, one))}
          remove={() => remove(at)}
        />
      ))}
      {!readOnly && criteria.length < 12 && (
        <button
          type="button"
          onClick={() =>
            change([
              ...criteria,
              { id: newCriterionId(criteria), name: t('criteria.new'), necessary: false, rules: [] },
            ])
          }
        >
          {t('criteria.add')}
        </button>
      )}
    </div>
  )
}

type OneProps = {
  criterion: Criterion
  subjects: Subjects
  readOnly: boolean
  change: (criterion: Criterion) => void
  remove: () => void
}

function OneCriterion({ criterion, subjects, readOnly, change, remove }: OneProps) {
  const name = criterionName(criterion)
  const { rules } = criterion
  const add = () =>
    change({
      ...criterion,
      rules: [...rules, { verdict: 'yes', when: [begun(subjects.questions[0] ?? subjects.known[0])] }],
    })
  return (
    <fieldset class="c-one" aria-label={name}>
      <div class="c-head">
        <input
          type="text"
          aria-label={t('criteria.name')}
          aria-invalid={!isShipped(criterion) && !criterion.name?.trim()}
          maxLength={80}
          autoComplete="off"
          readOnly={readOnly}
          placeholder={isShipped(criterion) ? criterionName({ id: criterion.id }) : undefined}
          value={criterion.name ?? name}
          onInput={(event) => change(named(criterion, event.currentTarget.value))}
        />
        <label class="c-tick">
          <input
            type="checkbox"
            disabled={readOnly}
            checked={criterion.necessary}
            onChange={(event) => change({ ...criterion, necessary: event.currentTarget.checked })}
          />
          {t('criteria.necessary')}
        </label>
        {!readOnly && (
          <button
            type="button"
            class="plain c-remove"
            aria-label={t('criteria.remove', { name })}
            title={t('criteria.remove', { name })}
            onClick={remove}
          >
            ×
          </button>
        )}
      </div>
      {rules.map((rule, n) => (
        <Rule
          key={n}
          of={{ n: n + 1, name }}
          rule={rule}
          subjects={subjects}
          readOnly={readOnly}
          change={(one) => change({ ...criterion, rules: replaced(rules, n, one) })}
          remove={() => change({ ...criterion, rules: without(rules, n) })}
        />
      ))}
      {!rules.length && <p class="quiet">{t('criteria.noRules')}</p>}
      {!readOnly && rules.length < 20 && (
        <button type="button" class="plain c-more" onClick={add}>
          {t('criteria.addRule')}
        </button>
      )}
    </fieldset>
  )
}

/** One of those every site has keeps our name, in every language, until it is given another. */
function named({ name: _, ...criterion }: Criterion, typed: string): Criterion {
  return typed === '' && isShipped(criterion) ? criterion : { ...criterion, name: typed }
}

type RuleProps = {
  of: { n: number; name: string }
  rule: CriterionRule
  subjects: Subjects
  readOnly: boolean
  change: (rule: CriterionRule) => void
  remove: () => void
}

const Rule = ({ of, rule, subjects, readOnly, change, remove }: RuleProps) => (
  <fieldset class="c-rule" aria-label={t('criteria.ruleOf', of)}>
    <div class="c-line">
      <label class="c-word">
        {t('criteria.verdict')}
        <select
          disabled={readOnly}
          value={rule.verdict}
          onChange={(event) => change({ ...rule, verdict: event.currentTarget.value as CriterionRule['verdict'] })}
        >
          <option value="yes">{t('qualification.yes')}</option>
          <option value="no">{t('qualification.no')}</option>
        </select>
      </label>
      {!readOnly && (
        <button
          type="button"
          class="plain c-remove"
          aria-label={t('criteria.removeRule', of)}
          title={t('criteria.removeRule', of)}
          onClick={remove}
        >
          ×
        </button>
      )}
    </div>
    <Conditions
      when={rule.when}
      subjects={subjects}
      least={1}
      readOnly={readOnly}
      change={(when) => change({ ...rule, when })}
    />
  </fieldset>
)
