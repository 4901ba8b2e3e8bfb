// `<aimant-form form="guide-rgpd">`: a form where a framework puts it, drawn when it comes onto the page and gone when it leaves.

export type Drawn = { destroy: () => void }
type DrawIn = (host: HTMLElement) => Promise<Drawn>
type Shelf = { ready: Promise<DrawIn>; offer: (drawIn: DrawIn) => void; isOffered?: true; isAsked?: true }

// Each tag runs its own copy of this file, and only the first can define the element: what the others bring lies here.
const place = Symbol.for('aimant.forms')
const page = globalThis as { [place]?: Record<string, Shelf> }
page[place] ??= {}
const shelves = page[place]

function shelfOf(slug: string): Shelf {
  if (!shelves[slug]) {
    let offer!: Shelf['offer']
    const ready = new Promise<DrawIn>((done) => {
      offer = done
    })
    shelves[slug] = { ready, offer }
  }
  return shelves[slug]
}

/**
 * Lets elements that name `slug` draw it. Whether one does already: then the tag itself draws nothing.
 * An element naming a form that has no tag fetches it from `origin`.
 */
export function offer(slug: string, origin: string, drawIn: DrawIn): boolean {
  const shelf = shelfOf(slug)
  shelf.isOffered = true
  shelf.offer(drawIn)
  if (!customElements.get('aimant-form')) customElements.define('aimant-form', elementOf(origin))
  return Boolean(shelf.isAsked)
}

const elementOf = (origin: string) =>
  class extends HTMLElement {
    static observedAttributes = ['form']
    /** What is on screen here, or on its way. */
    #shown?: { slug: string; drawn: Promise<Drawn | undefined> }

    connectedCallback() {
      this.#follow()
    }

    disconnectedCallback() {
      // A framework that moves an element takes it out and puts it in at once: what was typed stays.
      queueMicrotask(() => this.#follow())
    }

    attributeChangedCallback() {
      this.#follow()
    }

    #follow() {
      const wanted = this.isConnected ? this.getAttribute('form') : null
      if ((this.#shown?.slug ?? null) === wanted) return
      const cleared = Promise.resolve(this.#shown?.drawn).then((drawn) => drawn?.destroy())
      if (wanted) shelfOf(wanted).isAsked = true
      this.#shown = wanted ? { slug: wanted, drawn: cleared.then(() => this.#draw(wanted)) } : undefined
    }

    async #draw(slug: string) {
      try {
        const shelf = shelfOf(slug)
        if (!shelf.isOffered) await import(/* @vite-ignore */ `${origin}/e/${slug}.js?display=element`)
        const drawIn = await shelf.ready
        return this.#shown?.slug === slug ? await drawIn(this) : undefined
      } catch (error) {
        console.error('[aimant]', error)
      }
    }
  }
