// What the person agreed to or not, purpose by purpose, each with its way out.
import type { LeadDetail } from '../../../contract/lead.ts'
import { Action, Section, type Telling } from './parts.tsx'
import type { Seen } from './read.ts'

type Props = Telling & { seen: Seen; here: string }

const isNo = (state: string) => state === 'withdrawn' || state === 'objected'

export function Consents({ seen, here, tell, day }: Props) {
  const standing = standings(seen)
  return (
    <Section title={tell('agreed')}>
      {standing.length === 0 && <p>{tell('no_consents')}</p>}
      {standing.map(({ purpose, basis, state, at, wording, language }) => {
        const notObjected = state === 'shown_not_given' && basis === 'legitimate_interest'
        const said = tell(notObjected ? 'state_not_objected' : `state_${state}`)
        const isOpen = basis === 'consent' ? !isNo(state) && state !== 'shown_not_given' : !isNo(state)
        return (
          <div class="purpose" key={purpose}>
            <p>
              {/* Word for word, so in the language it was shown in. */}
              <span lang={language}>{wording || purpose}</span>
              <br />
              <small>{tell('since', { state: said, day: day(at) })}</small>
            </p>
            {isOpen && (
              <Action
                to={`${here}/withdraw`}
                label={tell(basis === 'consent' ? 'withdraw' : 'object')}
                about={wording?.split('\n')[0]}
              >
                <input type="hidden" name="purpose" value={purpose} />
              </Action>
            )}
          </div>
        )
      })}
      {seen.person && (
        <>
          <p>{tell('object_all_text')}</p>
          <Action to={`${here}/object`} label={tell('object_all')} />
        </>
      )}
    </Section>
  )
}

type Asked = Pick<LeadDetail['consentEvents'][number], 'wording' | 'language'>
type Standing = Pick<LeadDetail['consents'][number], 'purpose' | 'basis' | 'state' | 'at'> & Partial<Asked>

// Of a person, where each purpose stands; of one submission, the last that was said in it. Events come newest first.
function standings({ person, consentEvents }: Seen): Standing[] {
  const last = new Map([...consentEvents].reverse().map((event) => [event.purpose, event]))
  if (!person) return [...last.values()]
  return person.consents.map((said) => {
    const { wording, language } = last.get(said.purpose) ?? {}
    return { ...said, wording, language }
  })
}
