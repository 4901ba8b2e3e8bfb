// One choice of several, with its name above.
import { useId } from 'preact/hooks'

type ChoiceProps<T extends string> = {
  label: string
  value: T
  choose: (value: T) => void
  of: (readonly [value: T, words: string])[]
  /** How it looks where it stands. */
  class: string
}

export function Choice<T extends string>({ label, value, choose, of, class: look }: ChoiceProps<T>) {
  const id = useId()
  return (
    <div class={look}>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value as T)}>
        {of.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
