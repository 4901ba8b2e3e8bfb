// How often a team is told of new leads. Apart from the schema, so that a page naming them carries no validator.

export const noticeRhythms = ['each', 'daily', 'never'] as const
export type NoticeRhythm = (typeof noticeRhythms)[number]
