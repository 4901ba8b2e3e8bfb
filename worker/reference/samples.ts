// The people and things every example speaks of, so that one example leads to the next. Nobody real.
import type * as z from 'zod'

export const ids = {
  lead: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b01',
  other: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b02',
  held: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b03',
  note: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b04',
  followUp: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b05',
  segment: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b06',
  magnet: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b07',
  pool: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b08',
  trial: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b09',
  edition: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b0a',
  schedule: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b0b',
  run: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b0c',
  import: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b0d',
  member: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b0e',
  token: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b0f',
  session: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b10',
  connection: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b11',
  event: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b12',
  submission: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b13',
  unused: '0197e7a2-4c1d-7b52-9a30-5f1e2d3c4b14',
} as const

export const form = 'guide-rgpd'
export const site = 'main'

/** What a parameter may look like where its operation does not say: the first that its route takes. */
const parameterExamples: Record<string, unknown[]> = {
  slug: [form],
  form: [form],
  site: [site],
  id: [ids.lead, 1],
  token: ['rights.3fq9mX.1766428800.AZfnokwde1KaMF8eLTxLAQ.cGVyc29u.q5Xc1m0yq3mZ2W8v7RkJ1A'],
  hash: ['4f8a1c2e'],
  limit: [20],
  after: ['1766428800000', ids.lead, 1024],
  before: [4],
  q: ['martin'],
  from: ['2026-10-01', 1],
  to: ['2026-10-31', 'draft', 2],
  held: ['no'],
  stage: [['lead', 'prospect']],
  assigned: ['me'],
  tag: ['salon 2026'],
  quality: [60],
  qualified: ['yes'],
  persona: ['Direction'],
  temperature: ['hot'],
  ids: [[ids.lead, ids.other]],
  sort: ['newest'],
  most: [1000],
  format: ['csv', 'json'],
  preset: ['generic'],
  separator: ['comma'],
  purpose: ['newsletter'],
  kinds: [['note', 'stage']],
  language: ['fr'],
  lang: ['fr'],
  display: ['inline'],
  trigger: ['load'],
  country: ['FR'],
  device: ['desktop', 'mobile'],
  source: ['newsletter'],
  state: ['pending', 'given', 'active'],
  lead: [ids.lead],
  edition: [ids.edition],
  words: ['eyJzdWJqZWN0IjoiVm90cmUgZ3VpZGUifQ'],
  scheme: ['dark'],
  days: [1095],
  whose: ['all'],
  openings: ['no'],
  name: ['guide-rgpd.pdf'],
  range: ['bytes=0-1023'],
  'if-match': ['"2026-10-14T08:30:00.000Z"'],
}

/** An example of a parameter, which its schema takes. */
export const parameterExample = (name: string, schema: z.ZodType): unknown =>
  parameterExamples[name]?.find((example) => schema.safeParse(example).success)
