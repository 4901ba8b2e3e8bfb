// What is asked about a member: name, address, role, each role with what it may do.
import { useId } from 'preact/hooks'
import { type Role, roles } from '../../../contract/team-names.ts'
import type { Failure } from '../../api/request.ts'
import { t, tIfKnown } from '../../locale.ts'

export type Typed = { name: string; email: string; role: Role }

type Props = { typed: Typed; type: (typed: Typed) => void; failure: Failure | undefined }

export function MemberFields({ typed, type, failure }: Props) {
  return (
    <>
      <Text
        label={t('team.name')}
        value={typed.name}
        type={(name) => type({ ...typed, name })}
        problem={failure?.fields.name}
        max={80}
      />
      <Text
        label={t('team.email')}
        value={typed.email}
        type={(email) => type({ ...typed, email })}
        problem={failure?.fields.email}
        max={254}
        kind="email"
      />
      <fieldset class="team-roles">
        <legend>{t('team.role')}</legend>
        {roles.map((role) => (
          <label key={role}>
            <input type="radio" name="role" checked={typed.role === role} onChange={() => type({ ...typed, role })} />
            <span>
              {t(`role.${role}`)}
              <span class="second">{t(`role.${role}.help`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {failure && !failure.fields.name && !failure.fields.email && <p role="alert">{t(`error.${failure.code}`)}</p>}
    </>
  )
}

type TextProps = {
  label: string
  value: string
  type: (value: string) => void
  problem: string | undefined
  max: number
  kind?: 'text' | 'email'
}

/** A line to type in, with what is wrong with it under it. */
export function Text({ label, value, type, problem, max, kind = 'text' }: TextProps) {
  const id = useId()
  return (
    <div class="team-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode={kind}
        autoCapitalize={kind === 'email' ? 'none' : 'words'}
        value={value}
        maxLength={max}
        autoComplete="off"
        required
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onInput={(event) => type(event.currentTarget.value)}
      />
      {problem && (
        <p id={`${id}-problem`} class="wrong" role="alert">
          {tIfKnown(`team.wrong.${problem}`) ?? t('team.wrong.wrong_format')}
        </p>
      )}
    </div>
  )
}
