// What the answers betray. Pure, and never a reason to refuse: whoever is doubted is held, answered like everybody, and looked at.
// Each sign has a weight; only what comes to four is held, so that an odd name or a link alone never is.
import type { Answers, Field } from '../../contract/field.ts'
import type { ContentReason } from '../../contract/held-names.ts'
import { domainOf } from '../../contract/rules.ts'
import { gibberishIn } from './gibberish.ts'
import { spamWeight } from './spam-words.ts'

const enough = 4
/** Of one answer. More would only cost time. */
const mostRead = 4_000

type Asked = Pick<Field, 'key' | 'kind'>
type Sign = [reason: ContentReason, weight: number]
type Typed = { kind: Field['kind']; text: string }

/** Why the answers are doubtful, the weightiest reason first; empty where they are not. */
export function doubtsAbout(fields: Asked[], answers: Answers): ContentReason[] {
  const typed: Typed[] = []
  const own: string[] = []
  for (const { key, kind } of fields) {
    const text = answers[key]
    if (typeof text !== 'string' || !text) continue
    if (kind === 'email') own.push(domainOf(text))
    else if (kind === 'url') own.push(hostOf(text))
    else if (kind in signsOf) typed.push({ kind, text: text.slice(0, mostRead) })
  }
  const weights = new Map<ContentReason, number>()
  const signs = [...typed.flatMap(({ kind, text }) => signsOf[kind]?.(text, own) ?? []), ...sameEverywhere(typed)]
  for (const [reason, weight] of signs) if (weight) weights.set(reason, (weights.get(reason) ?? 0) + weight)
  const sum = [...weights.values()].reduce((a, b) => a + b, 0)
  if (sum < enough) return []
  return [...weights].sort(([, a], [, b]) => b - a).map(([reason]) => reason)
}

const signsOf: Partial<Record<Field['kind'], (text: string, own: string[]) => Sign[]>> = {
  name: (text) => [
    ['link_in_name', linksIn(text) ? 4 : 0],
    ['markup', isMarkup(text) ? 4 : 0],
    ['mixed_scripts', isMixed(text) ? 4 : 0],
    ['gibberish', [0, 3, 4][gibberishIn(text)]!],
    ['strange_name', isStrange(text) ? 2 : 0],
    // The list is long and names are short.
    ['known_spam_words', text.length > 12 ? Math.min(2, spamWeight(text)) : 0],
  ],
  // Companies are called anything: Casino, 1001 Pneus, Angstschweiß Records.
  company: titled,
  job_title: titled,
  text: said,
  long_text: said,
}

function titled(text: string): Sign[] {
  return [
    ['markup', isMarkup(text) ? 4 : 0],
    ['mixed_scripts', isMixed(text) ? 4 : 0],
    ['gibberish', gibberishIn(text)],
    ['many_links', /https?:/i.test(text) ? 1 : 0],
  ]
}

function said(text: string, own: string[]): Sign[] {
  const links = linksIn(text, own)
  return [
    ['markup', isLinkMarkup(text) ? 4 : isMarkup(text) ? 1 : 0],
    ['mixed_scripts', isMixed(text) ? 4 : 0],
    ['many_links', links > 2 ? 4 : links],
    ['known_spam_words', spamWeight(text, links)],
    ['gibberish', /\s/.test(text) ? 0 : gibberishIn(text)],
  ]
}

const endings =
  'com|net|org|info|biz|xyz|top|site|online|shop|store|club|vip|icu|live|link|click|io|co|me|ly|ru|cn|su|fr|de|es|it|pl|uk|eu|be|ch|nl|example'
const link = new RegExp(`https?:\\/\\/[^\\s"'<>\\])]+|(?<![@\\w.-])(?:[a-z0-9-]+\\.)+(?:${endings})(?![\\w-])`, 'gi')

const hostOf = (address: string) =>
  address
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#:].*$/, '')

/** How many addresses of pages it names, those of the person's own domain and site left out. */
function linksIn(text: string, own: string[] = []): number {
  if (!text.includes('.') && !text.includes('//')) return 0
  const found = text.match(link) ?? []
  return found.filter((one) => !own.includes(hostOf(one))).length
}

const isLinkMarkup = (text: string) =>
  /[<[]/.test(text) && /<\w[^>]*(?:href|src)\s*=|\[(?:url|link|img)\b|<iframe/i.test(text)
const isMarkup = (text: string) =>
  isLinkMarkup(text) ||
  (/[<[{]/.test(text) &&
    /<\/?(?:a|b|i|u|p|h[1-6]|br|div|span|font|img|svg|script|style|form|input|body|html|iframe)\b[^>]*>|\[\/?[bui]\]|\{\{.*\}\}/i.test(
      text,
    ))

// Letters that look like ours inside a word of ours: only ever to get past a filter. Two Greek ones, for kΩ and µm are honest.
const isMixed = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: most answers are plain ASCII, which this tells quickest
  !/^[\x00-\x7f]*$/.test(text) &&
  /\p{Script=Latin}\p{M}*\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{M}*\p{Script=Latin}|\p{Script=Latin}{2}\p{Script=Greek}|\p{Script=Greek}\p{Script=Latin}{2}/u.test(
    text,
  )

/** Signs of money or of a sentence, pictures, numbers to call: whatever it is, it is not how anybody is called. */
const isStrange = (text: string) =>
  /[$€£>=*{}[\]|^~\\]|\p{Extended_Pictographic}|\d{4}/u.test(text) || text.split(/\s+/).length > 9

const nothing = /^(?:n\/?a|aucune?|néant|none?|non|nc|rien|ras|keine?|ningun[oa]|nessuno|[\W_]+)$/i

/** The same text in nearly all that was typed: programs fill in whatever there is. */
function sameEverywhere(typed: Typed[]): Sign[] {
  if (typed.length < 3) return []
  const times = new Map<string, number>()
  for (const { text } of typed) {
    const low = text.trim().toLowerCase()
    times.set(low, (times.get(low) ?? 0) + 1)
  }
  return [...times].flatMap(([text, count]): Sign[] =>
    count + (text.length > 3 ? 1 : 0) > 3 && count / typed.length > 0.75 && !nothing.test(text)
      ? [['same_text_everywhere', 4]]
      : [],
  )
}
