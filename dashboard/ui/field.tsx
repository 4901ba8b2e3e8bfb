// A label, its control, and what is to be said of it: what it is for, or what is wrong with what stands in it.
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { t, tIfKnown } from '../locale.ts'
import './field.css'

export type Described = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }

type Props = {
  label: string
  help?: ComponentChildren
  /** A code, as the server says it. */
  wrong?: string
  children: (described: Described) => ComponentChildren
}

export function Field({ label, help, wrong, children }: Props) {
  const id = useId()
  const isSaid = Boolean(help || wrong)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': isSaid ? `${id}-said` : undefined, 'aria-invalid': Boolean(wrong) })}
      {isSaid && (
        <div id={`${id}-said`} class="field-said">
          {wrong && <p class="wrong">{refusedWords(wrong)}</p>}
          {help && <p class="quiet">{help}</p>}
        </div>
      )}
    </div>
  )
}

export const refusedWords = (code: string): string => tIfKnown(`refused.${code}`) ?? t('refused.other')

/** What was refused: whole, or where no field of ours can say it. */
export const Refused = ({
  failure,
  known = [],
}: {
  failure?: { code: string; fields: Record<string, string> }
  known?: string[]
}) => {
  if (!failure) return null
  const elsewhere = Object.entries(failure.fields).filter(([path]) => !known.includes(path))
  return (
    <div role="alert" class="wrong">
      {failure.code === 'invalid' ? (
        elsewhere.length ? (
          elsewhere.map(([path, code]) => <p key={path}>{`${path} : ${refusedWords(code)}`}</p>)
        ) : (
          <p>{t('refused.seeAbove')}</p>
        )
      ) : (
        <p>{tIfKnown(`error.${failure.code}`) ?? t('error.unreadable')}</p>
      )}
    </div>
  )
}
