// Who gets a new lead: rules in the order in which they are tried, each with one person or several who take turns.
import type { AssignmentRule } from '../../../contract/assignment.ts'
import { listMembers } from '../../api/members.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Conditions } from './conditions.tsx'
import { moved, replaced, without } from './edits.ts'
import { Ordered } from './ordered.tsx'
import type { Subjects } from './subjects.ts'

type Props = {
  rules: AssignmentRule[]
  subjects: Subjects
  readOnly: boolean
  change: (rules: AssignmentRule[]) => void
}

export function Assignment({ rules, subjects, readOnly, change }: Props) {
  const { data } = useResource('members', listMembers)
  const members = data?.members ?? []
  return (
    <div class="c-list">
      {!rules.length && <p class="quiet">{t('criteria.noAssignment')}</p>}
      {rules.map((rule, at) => (
        <Ordered
          key={at}
          name={t('criteria.assignmentRule', { n: at + 1 })}
          readOnly={readOnly}
          isFirst={at === 0}
          isLast={at === rules.length - 1}
          move={(by) => change(moved(rules, at, by))}
          remove={() => change(without(rules, at))}
          head={
            <fieldset class={rule.to.length ? 'c-choices' : 'c-choices c-open'}>
              <legend>{t('criteria.toWhom')}</legend>
              {members.map(({ id, name }) => (
                <label key={id}>
                  <input
                    type="checkbox"
                    disabled={readOnly}
                    checked={rule.to.includes(id)}
                    onChange={(event) => {
                      const others = rule.to.filter((each) => each !== id)
                      const to = event.currentTarget.checked ? [...others, id] : others
                      change(replaced(rules, at, { ...rule, to }))
                    }}
                  />
                  {name}
                </label>
              ))}
            </fieldset>
          }
        >
          <div class="c-rule">
            {!rule.when.length && <p class="quiet">{t('criteria.everybody')}</p>}
            <Conditions
              when={rule.when}
              subjects={subjects}
              least={0}
              readOnly={readOnly}
              change={(when) => change(replaced(rules, at, { ...rule, when }))}
            />
          </div>
        </Ordered>
      ))}
      {!readOnly && rules.length < 30 && (
        <button type="button" onClick={() => change([...rules, { when: [], to: [] }])}>
          {t('criteria.addAssignment')}
        </button>
      )}
    </div>
  )
}
