// What variants of a form are called, for whoever shows them: without the schemas, which weigh more than a page.

/** `a` is the form as it is. */
export const letters = ['a', 'b', 'c', 'd'] as const
export type Letter = (typeof letters)[number]

/** How much of visitors' views a variant may be given, in percent. */
export const leastShare = 10

/** Smallest differences one may be after, in percent of what the form brings. */
export const lifts = [5, 10, 20, 30, 50, 100] as const

/** What a variant may say in place of the form. The rest is the same in all: people would not be met in the same way, nor get the same. */
export const partNames = ['steps', 'consents', 'texts', 'theme'] as const
