// The versions that visitors meet under one name: one, or several that are tried against each other.
import type { PublishedForm } from '../../contract/form.ts'
import { log, reasonOf } from '../lib/log.ts'
import { keptVersion } from './published.ts'

/** One of them, and how many visitors in a hundred meet it. */
export type Met = { form: PublishedForm; share: number }

/** `asked`: only this one, where it is among them. While one of them cannot be read, everybody meets the form as it is. */
export async function versionsMet(db: D1Database, form: PublishedForm, asked?: number): Promise<[Met, ...Met[]]> {
  const alone: [Met] = [{ form, share: 100 }]
  if (!form.variants?.length) return alone
  const { slug, isTaken } = form
  try {
    const met = await Promise.all(
      form.variants.map(async ({ version, share }): Promise<Met[]> => {
        const kept = await keptVersion(db, slug, version)
        return kept ? [{ form: { ...kept, isTaken, isTried: true }, share }] : []
      }),
    )
    const [first, ...others] = met.flat().filter(({ form }, _, all) => isWanted(form.version, asked, all))
    return first ? [first, ...others] : alone
  } catch (error) {
    log.error('form.variants_unread', { slug, reason: reasonOf(error) })
    return alone
  }
}

const isWanted = (version: number, asked: number | undefined, all: Met[]) =>
  asked === undefined || version === asked || !all.some(({ form }) => form.version === asked)

/** One of them, by chance: nobody is known again, so who comes back may meet another. */
export function pick([first, ...others]: [Met, ...Met[]], random = Math.random): PublishedForm {
  let left = random() * 100 - first.share
  if (left < 0) return first.form
  for (const { form, share } of others) {
    left -= share
    if (left < 0) return form
  }
  return (others.at(-1) ?? first).form
}

/** The form as it was met by whoever sends that version; as it is, where it is not being tried. */
export const versionMet = async (db: D1Database, form: PublishedForm, version?: number): Promise<PublishedForm> =>
  (await versionsMet(db, form)).find((one) => one.form.version === version)?.form ?? form

/** What things that happen in a version are counted under, while it is being tried. */
export const variantOf = (form: Pick<PublishedForm, 'variants'>, version: number | undefined): string | undefined =>
  form.variants?.some((one) => one.version === version) ? String(version) : undefined
