// Something asked from the server for a component: loading, there, or failed; a later ask cancels the one before.
import { useEffect, useState } from 'preact/hooks'
import { Failure } from './api/request.ts'

type State<T> = { key: string; data?: T; failure?: Failure }

/** Loads again whenever `key` changes. What was loaded for another key is not shown. */
export function useResource<T>(key: string, load: (signal: AbortSignal) => Promise<T>) {
  const [state, setState] = useState<State<T>>({ key })
  const [tries, setTries] = useState(0)
  useEffect(() => {
    const leaving = new AbortController()
    setState({ key })
    load(leaving.signal).then(
      (data) => setState({ key, data }),
      (error: unknown) => {
        if (!leaving.signal.aborted) setState({ key, failure: asFailure(error) })
      },
    )
    return () => leaving.abort()
  }, [key, tries])
  const shown: State<T> = state.key === key ? state : { key }
  return { data: shown.data, failure: shown.failure, retry: () => setTries((before) => before + 1) }
}

/** Anything thrown, as something there are words for. */
export const asFailure = (error: unknown): Failure => (error instanceof Failure ? error : new Failure('unreadable'))
