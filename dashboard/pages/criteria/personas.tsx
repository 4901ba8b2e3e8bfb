// Personas, in the order in which they are tried.
import type { Persona } from '../../../contract/persona.ts'
import { t } from '../../locale.ts'
import { Conditions } from './conditions.tsx'
import { begun, moved, replaced, without } from './edits.ts'
import { Ordered } from './ordered.tsx'
import type { Subjects } from './subjects.ts'

type Props = { personas: Persona[]; subjects: Subjects; readOnly: boolean; change: (personas: Persona[]) => void }

export const Personas = ({ personas, subjects, readOnly, change }: Props) => (
  <div class="c-list">
    {!personas.length && <p class="quiet">{t('criteria.noPersonas')}</p>}
    {personas.map((persona, at) => (
      <Ordered
        key={at}
        name={persona.name || t('criteria.newPersona')}
        readOnly={readOnly}
        isFirst={at === 0}
        isLast={at === personas.length - 1}
        move={(by) => change(moved(personas, at, by))}
        remove={() => change(without(personas, at))}
        head={
          <input
            type="text"
            aria-label={t('criteria.name')}
            aria-invalid={!persona.name.trim() || personas.some(({ name }, n) => n !== at && name === persona.name)}
            maxLength={60}
            autoComplete="off"
            readOnly={readOnly}
            value={persona.name}
            onInput={(event) => change(replaced(personas, at, { ...persona, name: event.currentTarget.value }))}
          />
        }
      >
        <div class="c-rule">
          <Conditions
            when={persona.when}
            subjects={subjects}
            least={1}
            readOnly={readOnly}
            change={(when) => change(replaced(personas, at, { ...persona, when }))}
          />
        </div>
      </Ordered>
    ))}
    {!readOnly && personas.length < 20 && (
      <button type="button" onClick={() => change([...personas, newPersona(personas, subjects)])}>
        {t('criteria.addPersona')}
      </button>
    )}
  </div>
)

function newPersona(personas: Persona[], { known }: Subjects): Persona {
  const names = personas.map(({ name }) => name)
  const first = t('criteria.newPersona')
  let name = first
  for (let n = 2; names.includes(name); n++) name = `${first} ${n}`
  return { name, when: [begun(known.find(({ about }) => about === 'lead.job_title'))] }
}
