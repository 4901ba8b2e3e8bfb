// What numbers are called and how far they go, for whoever shows them: without the schemas, which weigh more than a page.

/** Sources that are no place: came without saying from where, one of many small ones, and not known. */
export const direct = 'direct'
export const otherSources = 'other'
export const unknownSource = '-'

/** The steps of the funnel, in order. */
export const funnelSteps = ['views', 'starts', 'submissions', 'confirmations', 'downloads'] as const
export type FunnelStep = (typeof funnelSteps)[number]

/** Where a visitor may have stopped that is no question: at the consents, or at one that is not (or no longer) asked. */
export const atConsents = '-consents'
export const otherField = '-other'

/** What a breakdown tells apart. */
export const dimensions = ['source', 'country', 'device'] as const
export type Dimension = (typeof dimensions)[number]
export const devices = ['phone', 'tablet', 'desktop', '-'] as const

/** Longest span that can be asked for. */
export const mostDays = 366

/** No more than this is counted of what needs attention: 100 means 100 or more. */
export const attentionMost = 100
