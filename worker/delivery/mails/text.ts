// A mail as plain text: every word and every link of the HTML, in the same order.
import type { Block, Mail } from './mail.ts'

export function toText({ sender, blocks, footer }: Mail): string {
  const under = [...footer.lines, ...footer.links.map(({ label, href }) => `${label}\n${href}`)]
  return `${[sender, ...blocks.map(blockText)].join('\n\n')}\n\n-- \n${under.join('\n')}\n`
}

function blockText(block: Block): string {
  if (block.kind === 'action') return `${block.label}\n${block.href}`
  return block.kind === 'title' ? `${block.text}\n${'='.repeat(Math.min(60, block.text.length))}` : block.text
}
