// What a chat is told of an event: one line, a few facts, a way to the lead. No more of a person than it takes to know whom to
// answer: what else they wrote stays in the dashboard, where erasing reaches it.

export type Note = {
  title: string
  facts: [name: string, value: string][]
  link?: { label: string; href: string }
  /** ISO time of what happened. */
  at: string
}
