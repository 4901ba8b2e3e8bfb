// Whether a word was typed by hands that ran over the keys, or made by a program. Pure. Names are odd all over the world, so
// that a single odd word never counts for much: Mkrtchyan, Schtscherbakowa and Strč are names.

const rows = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertzuiop',
  'yxcvbnm',
  // Down the columns.
  'qazwsxedcrfvtgbyhn',
  'aqwzsxedcrfvtgbyhn',
]
const neighbours = new Set(
  rows.flatMap((row) => [...row.slice(1)].flatMap((key, i) => [`${row[i]}${key}`, `${key}${row[i]}`])),
)

/** `2`: surely, `1`: it looks so, `0`: it does not. Only Latin letters tell. */
export function gibberishIn(text: string): 0 | 1 | 2 {
  const said = /https?:|www\./.test(text) ? text.replace(/https?:\S*|www\.\S*/g, '') : text
  // Most answers are plain letters, and every visitor waits for this.
  const plain = /[^\x20-\x7e]/.test(said) ? said.normalize('NFD').replace(/\p{M}/gu, '') : said
  return Math.max(0, ...(plain.match(/[A-Za-z]{5,}/g) ?? []).map(oddness)) as 0 | 1 | 2
}

/** Whether four steps of five go from a key to one beside it. */
function isWalked(low: string): boolean {
  let jumps = (low.length - 1) / 5
  for (let i = 1; i < low.length && jumps >= 0; i++) if (!neighbours.has(low.slice(i - 1, i + 1))) jumps--
  return jumps >= 0
}

/** Of a word of five letters or more; shorter ones tell nothing. */
function oddness(word: string): 0 | 1 | 2 {
  const low = word.toLowerCase()
  if (/^(.)\1{4,}$/.test(low)) return 2
  // Small and large letters in turn: no hand writes so, and every random password does.
  if (word.length >= 8 && (word.match(/[a-z][A-Z]/g)?.length ?? 0) >= 3) return 2
  if (word === word.toUpperCase()) return 0
  if (isWalked(low)) return 1
  // What several languages write with two letters or more is one sound: Wrzeszcz, Schtscherbakowa.
  const sounds = low.replace(/sch|[scr]z|[cstpr]h/g, 's')
  const vowels = sounds.match(/[aeiouy]/g)?.length ?? 0
  return vowels === 0 || (sounds.length >= 8 && vowels / sounds.length < 0.15) || /[^aeiouy]{7}/.test(sounds) ? 1 : 0
}
