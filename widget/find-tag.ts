// The script tag a copy of our file came with.

export type Marked = Element & { [mark]?: string }

// Each tag runs its own copy of this file, so what they must know of each other is kept on the elements themselves.
export const mark = Symbol.for('aimant')

/** A script tag of this form that no other copy took. */
export type Tag = { script: Element | undefined; release: () => void }

/** Optimisers and tag managers lose `currentScript`: then it is the first script naming our file that drew nothing yet. */
export function findTag(slug: string): Tag {
  const isOurs = (script?: Marked) =>
    !script?.[mark] && [...(script?.attributes ?? [])].some(({ value }) => value.includes(`/e/${slug}.js`))
  // A page's list of its scripts costs more to ask for than all the rest here.
  const script = ([document.currentScript] as Marked[]).find(isOurs) ?? ([...document.scripts] as Marked[]).find(isOurs)
  if (script) script[mark] = slug
  return {
    script,
    release() {
      if (script) delete script[mark]
    },
  }
}
