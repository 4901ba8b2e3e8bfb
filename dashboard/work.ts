// Something a person asked to be done, one thing at a time: under way, done, or refused.
import { useState } from 'preact/hooks'
import type { Failure } from './api/request.ts'
import { asFailure } from './resource.ts'

/** `work` gives whether it was done; until then `busy` is true, and a refusal stays in `failure` until something else is tried. */
export function useWork() {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const work = async (doing: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setFailure(undefined)
    try {
      await doing()
      return true
    } catch (error) {
      setFailure(asFailure(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, work, forget: () => setFailure(undefined) }
}
