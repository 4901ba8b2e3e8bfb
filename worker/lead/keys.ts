// What a lead's row is found by besides its id.

/** The first `lead.seq` of a moment, in ms since 1970: a safe integer until the year 2248. */
export const seqAt = (ms: number): number => ms * 1024

/** The word by which search knows a form. */
export const formMark = (formId: string): string => `f${formId.replaceAll('-', '')}`
