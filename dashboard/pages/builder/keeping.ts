// A draft while it is edited: what is on screen, what the server holds, and what lies in this browser until the server holds it too.
import { computed, signal } from '@preact/signals'
import type { FormDefinition } from '../../../contract/form.ts'
import { type Draft, publishForm } from '../../api/forms.ts'
import { Failure } from '../../api/request.ts'
import { forget, keep, readKept } from '../../kept.ts'
import { asFailure } from '../../resource.ts'
import { begin, type History, type HistoryEvent, reduce } from './history.ts'
import type { Subject } from './subject.ts'

/** How the last words stand. */
export type Standing =
  | { is: 'saved'; at?: Date }
  | { is: 'waiting' | 'saving' | 'offline' }
  /** The server refuses it as it is; where and why is in `wrong`. */
  | { is: 'wrong' }
  /** Somebody kept another draft meanwhile. */
  | { is: 'conflict'; theirs: Draft }
  | { is: 'refused'; code: string }

const restMs = 1_000
const againMs = 5_000

export type Keeping = ReturnType<typeof keeping>

/** Takes up a draft as the server gave it, and what this browser still holds of it. */
export function keeping({ slug, key, ...subject }: Subject, loaded: Draft) {
  const name = `draft.${key}`
  const history = signal<History<FormDefinition>>(begin(loaded.draft))
  const standing = signal<Standing>({ is: 'saved' })
  /** Path → code of what the server refuses. */
  const wrong = signal<Record<string, string>>({})
  const version = signal(loaded.version)
  const archivedAt = signal(loaded.archivedAt)
  /** Whether words were found here that a crash or a cut had kept from the server. */
  const recovered = signal(false)
  const draft = computed(() => history.value.now)

  let held = loaded.draft
  let heldAt = loaded.draftAt
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<void> | undefined

  const keepHere = () => keep(name, JSON.stringify({ draft: draft.peek(), draftAt: heldAt }))

  function hear(event: HistoryEvent<FormDefinition>): void {
    const before = draft.peek()
    history.value = reduce(history.peek(), event)
    if (draft.peek() === before) return
    keepHere()
    // What two people wrote is not mixed before one of them has said which is meant.
    if (standing.peek().is === 'conflict') return
    standing.value = { is: 'waiting' }
    later(restMs)
  }

  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(save, ms)
  }

  /** Sends what is on screen now, and waits until it is there or surely is not. */
  async function save(): Promise<void> {
    clearTimeout(timer)
    if (sending) return sending.then(save)
    if (standing.peek().is === 'conflict') return
    if (draft.peek() === held) return settled()
    standing.value = { is: 'saving' }
    sending = sendDraft(draft.peek()).finally(() => {
      sending = undefined
    })
    await sending
    if (standing.peek().is === 'saved' && draft.peek() !== held) {
      standing.value = { is: 'waiting' }
      later(restMs)
    }
  }

  const sendDraft = (sent: FormDefinition) =>
    subject.save(sent, heldAt).then(
      ({ draftAt }) => took(sent, draftAt),
      (error: unknown) => refused(sent, error),
    )

  function took(sent: FormDefinition, at: string): void {
    held = sent
    heldAt = at
    wrong.value = {}
    settled()
  }

  function settled(): void {
    standing.value = { is: 'saved', at: new Date() }
    if (draft.peek() === held) forget(name)
    else keepHere()
  }

  async function refused(sent: FormDefinition, error: unknown): Promise<void> {
    const { code, fields } = asFailure(error)
    if (code === 'invalid') {
      wrong.value = closest(fields)
      standing.value = { is: 'wrong' }
    } else if (code === 'conflict') {
      const theirs = await subject.read().catch(() => undefined)
      // It may be our own words, whose answer was lost on the way.
      if (theirs && isSame(theirs.draft, sent)) took(sent, theirs.draftAt)
      else if (theirs) standing.value = { is: 'conflict', theirs }
      else offline()
    } else if (['offline', 'unavailable', 'internal', 'rate_limited', 'unreadable'].includes(code)) offline()
    else standing.value = { is: 'refused', code }
  }

  function offline(): void {
    standing.value = { is: 'offline' }
    later(againMs)
  }

  /** Ends a conflict: with our words over theirs, or with theirs, ours being one step back. */
  function decide(whose: 'mine' | 'theirs'): void {
    const now = standing.peek()
    if (now.is !== 'conflict') return
    heldAt = now.theirs.draftAt
    held = now.theirs.draft
    standing.value = { is: 'waiting' }
    if (whose === 'theirs') history.value = reduce(history.peek(), { type: 'edited', now: held })
    void save()
  }

  /** Publishes what is on screen, once the server holds it. Throws what refuses it. */
  async function publish(): Promise<void> {
    await save()
    const { is } = standing.peek()
    if (draft.peek() !== held) throw new Failure(is === 'offline' || is === 'conflict' ? is : 'invalid')
    try {
      version.value = (await publishForm(slug, heldAt)).version
      archivedAt.value = null
    } catch (error) {
      if (asFailure(error).code === 'conflict') await meet(await subject.read())
      throw error
    }
  }

  /** What somebody else kept meanwhile; our own words come to nothing else. */
  function meet(theirs: Draft): void {
    if (isSame(theirs.draft, held)) heldAt = theirs.draftAt
    else standing.value = { is: 'conflict', theirs }
  }

  const found = readKeptDraft(name)
  if (found && !isSame(found.draft, held)) {
    history.value = reduce(history.peek(), { type: 'edited', now: found.draft })
    recovered.value = true
    standing.value = found.draftAt === heldAt ? { is: 'waiting' } : { is: 'conflict', theirs: loaded }
    later(restMs)
  }

  return {
    slug,
    history,
    draft,
    standing,
    wrong,
    version,
    archivedAt,
    recovered,
    hear,
    edit: (now: FormDefinition, run?: string) => hear({ type: 'edited', now, run }),
    save,
    decide,
    publish,
  }
}

function readKeptDraft(name: string): { draft: FormDefinition; draftAt: string } | undefined {
  try {
    const kept = JSON.parse(readKept(name) ?? '')
    return kept?.draft?.steps && typeof kept.draftAt === 'string' ? kept : undefined
  } catch {
    return undefined
  }
}

/** What is wrong at its closest place: of an empty text, not also that the whole of it lacks a language. */
export const closest = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).filter(([key]) => !Object.keys(fields).some((other) => other.startsWith(`${key}.`))),
  )

/** Whether two drafts say the same, whatever the order in which. */
export const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
