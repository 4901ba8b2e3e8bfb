// Log lines, read where they are written: every event is one the operations page explains, and no line is handed what is a person's.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it, test, vi } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { log, reasonOf } from '../../worker/lib/log.ts'

const root = join(import.meta.dirname, '../..')
const sources = readdirSync(join(root, 'worker'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, 'worker', name), 'utf8') }))

// What stands between the parentheses, whatever is nested in it.
function* calls(text: string): Generator<string> {
  for (const { index, 0: begun } of text.matchAll(/\blog\.(?:info|error)\(/g)) {
    let depth = 1
    let at = index + begun.length
    const from = at
    for (; depth > 0; at++) depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0
    yield text.slice(from, at - 1)
  }
}

const lines = sources.flatMap(({ name, text }) => [...calls(text)].map((said) => ({ name, said })))
const eventOf = (said: string) => /^\s*'([a-z_.]+)'/.exec(said)?.[1]

const told = (facts: Parameters<typeof log.info>[1]) => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    log.info('submission.held', facts)
    return String(said.mock.calls[0]?.[0])
  } finally {
    said.mockRestore()
  }
}

describe('log lines', () => {
  it('name an event of the closed list in docs/operations.md, and the list names no other', () => {
    const page = readFileSync(join(root, 'docs/operations.md'), 'utf8')
    const explained = [...page.matchAll(/^\| `([a-z_]+\.[a-z_]+)` \|/gm)].map(([, event]) => event)
    expect(new Set(explained).size).toBe(explained.length)
    expect(explained.sort()).toEqual([...new Set(lines.map(({ said }) => eventOf(said)))].sort())
  })

  it('are handed nothing of a person: no answer, address, name, token or whole URL', () => {
    const personal =
      /\b(email|recipient|to:\s*message|answers?|name:\s*(?!job)|phone|token|secret|url|headers|body\b(?!\.id)|subject)\b/i
    for (const { name, said } of lines)
      expect(said.replaceAll(/'[^']*'/g, '').replaceAll('transport.name', ''), name).not.toMatch(personal)
  })

  it('are written nowhere but in worker/lib/log.ts', () => {
    const others = sources.filter(({ name, text }) => name !== 'lib/log.ts' && /^\s*console\./m.test(text))
    expect(others.map(({ name }) => name)).toEqual([])
  })

  it('hold no address and no token, whatever they are handed', () => {
    const address = fc.emailAddress()
    const token = fc.stringMatching(/^[\w-]{40,80}$/)
    fc.assert(
      fc.property(fc.string(), address, token, fc.string(), (before, email, secret, after) => {
        const said = told({ reason: `${before} ${email} ${secret} ${after}` })
        expect(said).not.toContain(email)
        expect(said).not.toContain(secret)
      }),
    )
  })

  it('hold no address of the web, whose path may be a secret as those of chat rooms are', () => {
    expect(told({ reason: 'fetch failed: https://hooks.example.com/services/T00/B00/abc' })).toContain(
      '"fetch failed: https://…"',
    )
  })

  it('keep ids, which are how a line is followed up', () => {
    expect(told({ submission: '0190a000-0000-7000-8000-000000000000' })).toBe(
      '{"event":"submission.held","submission":"0190a000-0000-7000-8000-000000000000"}',
    )
  })
})

test('the platform keeps no line of its own about a request, whose address may be somebody’s link', () => {
  const { observability } = unstable_readConfig({ config: join(root, 'wrangler.jsonc') })
  expect(observability).toMatchObject({
    redact_query_string: true,
    logs: { invocation_logs: false },
    traces: { enabled: false },
  })
})

describe('what is told of an exception', () => {
  const parsed = (text: string) => {
    try {
      JSON.parse(text)
    } catch (error) {
      return reasonOf(error)
    }
  }

  it('leaves out what a parser quotes of what it was given', () => {
    expect(parsed('Camille Lefèvre')).toMatch(/^SyntaxError: Unexpected token …, … is not valid JSON$/)
    expect(parsed('{"email":"Camille')).toMatch(/^SyntaxError: (Unterminated|Unexpected)/)
    expect(reasonOf(new Error(`D1_ERROR: near "O'Brien": syntax error`))).toBe('Error: D1_ERROR: near …: syntax error')
    expect(reasonOf('camille@example.fr')).toBe('unknown')
  })

  it('keeps what says where to look', () => {
    const said = 'D1_ERROR: UNIQUE constraint failed: lead.site_id, lead.email_key: SQLITE_CONSTRAINT'
    expect(reasonOf(new Error(said))).toBe(`Error: ${said}`)
  })
})
