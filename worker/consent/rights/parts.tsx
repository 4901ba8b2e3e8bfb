// What the rights pages are built from: a part with its heading, and a right as a button.
import type { ComponentChildren } from 'preact'
import type { Words } from './words.ts'

/** The page's own language: its words and its dates. */
export type Telling = {
  tell: (key: keyof Words, values?: object) => string
  day: (iso: string) => string
  language: string
}

export const Section = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
)

type ActionProps = { to: string; label: string; about?: string; children?: ComponentChildren; main?: boolean }

export const Action = ({ to, label, about, children, main }: ActionProps) => (
  <form method="post" action={to}>
    {children}
    <button type="submit" class={main ? 'main' : undefined} aria-label={about && `${label}: ${about}`}>
      {label}
    </button>
  </form>
)
