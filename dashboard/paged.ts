// A list that comes in pages: the first at once, each other when asked for.
import { useState } from 'preact/hooks'
import type { Failure } from './api/request.ts'
import { asFailure, useResource } from './resource.ts'

type Page<T> = { rows: T[]; next: string | null }

/** Begins anew whenever `key` changes. `more` is absent after the last page. */
export function usePages<T>(key: string, load: (after: string | null, signal?: AbortSignal) => Promise<Page<T>>) {
  const first = useResource(key, (signal) => load(null, signal))
  const [later, setLater] = useState<{ key: string; pages: Page<T>[]; failure?: Failure }>({ key, pages: [] })
  const pages = first.data ? [first.data, ...(later.key === key ? later.pages : [])] : []
  const next = pages.at(-1)?.next
  const more = next
    ? () =>
        load(next).then(
          (page) => setLater({ key, pages: [...pages.slice(1), page] }),
          (error: unknown) => setLater({ key, pages: pages.slice(1), failure: asFailure(error) }),
        )
    : undefined
  const failed = later.key === key ? later.failure : undefined
  return {
    rows: first.data && pages.flatMap(({ rows }) => rows),
    failure: first.failure ?? failed,
    more: failed ? undefined : more,
    retry: () => (failed ? more?.() : first.retry()),
  }
}
