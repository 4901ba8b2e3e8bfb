// Whether a file should be uploaded: what rules it out, and what its owner should know before. Pure.

export const mostBytes = 100 * 1024 * 1024

type Chosen = { name: string; size: number; type: string }
type Doubt = 'otherType' | 'noType' | 'risky'
export type FileCheck = { refused?: 'empty' | 'tooLarge'; doubts: Doubt[] }

// Those that mail and browsers warn of, or open as something that runs.
const risky = /\.(exe|msi|com|bat|cmd|scr|ps1|vbs|js|jar|app|dmg|apk|html?|svg|lnk|iso)$/i

export function checkFile({ name, size, type }: Chosen, before?: { type: string }): FileCheck {
  if (size === 0) return { refused: 'empty', doubts: [] }
  if (size > mostBytes) return { refused: 'tooLarge', doubts: [] }
  const doubts: Doubt[] = []
  if (before && type && before.type !== type) doubts.push('otherType')
  if (!/\.\w{1,10}$/.test(name)) doubts.push('noType')
  if (risky.test(name)) doubts.push('risky')
  return { doubts }
}
