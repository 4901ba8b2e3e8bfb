// The log as far as it has been read: page after page, and on by itself while nothing was found.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { EventFilter, ListedEvent } from '../../../contract/consent-log.ts'
import { listConsents } from '../../api/consents.ts'
import type { Failure } from '../../api/request.ts'
import { asFailure } from '../../resource.ts'

type State = { events: ListedEvent[]; next: number | null; size: number; isLooking: boolean; failure?: Failure }
const unread: State = { events: [], next: null, size: 0, isLooking: true }

/** So many are enough to look at before going on is the reader's choice. */
const enough = 20

export function useLog(filter: EventFilter) {
  const key = JSON.stringify(filter)
  const [state, setState] = useState<State & { key: string }>({ ...unread, key })
  const leaving = useRef(new AbortController())

  async function look(known: ListedEvent[], from: number | null) {
    leaving.current.abort()
    const mine = new AbortController()
    leaving.current = mine
    let [events, next, size] = [known, from, state.key === key ? state.size : 0]
    setState({ key, events, next, size, isLooking: true })
    try {
      do {
        const page = await listConsents(filter, next, mine.signal)
        events = [...events, ...page.events]
        next = page.next
        size = page.size
        setState({ key, events, next, size, isLooking: next !== null && events.length - known.length < enough })
      } while (next !== null && events.length - known.length < enough)
    } catch (error) {
      const failure = mine.signal.aborted ? undefined : asFailure(error)
      if (leaving.current === mine) setState({ key, events, next, size, isLooking: false, failure })
    }
  }

  useEffect(() => {
    look([], null)
    return () => leaving.current.abort()
  }, [key])

  const shown = state.key === key ? state : { ...unread, key }
  return { ...shown, more: () => look(shown.events, shown.next), stop: () => leaving.current.abort() }
}
