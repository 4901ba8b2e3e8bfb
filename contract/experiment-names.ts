// What variants of a form are called, for whoever shows them: without the schemas, which weigh more than a page.

/** `a` is the form as it is. */
export const letters = ['a', 'b', 'c', 'd'] as const
export type Letter = (typeof letters)[number]

/** How much of visitors' views a variant may be given, in percent. */
export const leastShare = 10

/** Smallest differences one may be after, in percent of what the form brings. */
export const lifts = [5, 10, 20, 30, 50, 100] as const
