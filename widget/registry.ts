// What the copies of our script on one page must know of each other: which forms are there, and what may be remembered.

/** One form on the page, whatever its display. */
export type Handle = {
  /** Brings it before the visitor's eyes. */
  open: () => void
  /** Takes it off the page; what was typed is kept, should it be opened again. */
  close: () => void
  /** Takes it off the page for good, with everything that waits for a trigger. */
  destroy: () => void
  /** Field key → what to fill in. */
  prefill?: (values: Record<string, string>) => void
}

type Known = Handle & { slug: string }

type Page = {
  forms: Set<Known>
  /** Whether the page said that preferences may, or may not, be kept on the visitor's device. */
  mayKeep?: boolean
  /** One of ours is open over the page: another waits for its visitor to ask. */
  isOver?: boolean
  /** Told each time the page says so. */
  hearers: Set<() => void>
  /** Told of each form that comes onto the page. */
  arrived?: (form: Known) => void
}

const place = Symbol.for('aimant.page')
const shared = globalThis as { [place]?: Page }
shared[place] ??= { forms: new Set(), hearers: new Set() }

export const page: Page = shared[place]

/** The forms that go by this name on the page, more than one where it stands inline at several places; all of them for no name. */
export const mounted = (slug?: string): Known[] => [...page.forms].filter((each) => !slug || each.slug === slug)

/** Makes a form known to the page until it is destroyed. */
export function register(slug: string, handle: Handle): Handle {
  const known: Known = {
    ...handle,
    slug,
    destroy() {
      page.forms.delete(known)
      handle.destroy()
    },
  }
  page.forms.add(known)
  page.arrived?.(known)
  return known
}

/** What the page says of its visitor's choice: whether preferences may be kept on their device. */
export function consent(preferences: boolean): void {
  page.mayKeep = preferences
  for (const hear of page.hearers) hear()
}
