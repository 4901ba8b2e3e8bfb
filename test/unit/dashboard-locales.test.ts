import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { problems } from '../../contract/errors.ts'
import { holdReasons } from '../../contract/held-names.ts'
import { auditActions } from '../../contract/team-names.ts'
import { builder as enBuilder } from '../../dashboard/locales/en/builder.ts'
import { connections as enConnections } from '../../dashboard/locales/en/connections.ts'
import { experiments as enExperiments } from '../../dashboard/locales/en/experiments.ts'
import { held as enHeld } from '../../dashboard/locales/en/held.ts'
import { numbers as enNumbers } from '../../dashboard/locales/en/numbers.ts'
import { pages as enPages } from '../../dashboard/locales/en/pages.ts'
import { service as enService } from '../../dashboard/locales/en/service.ts'
import { en as english } from '../../dashboard/locales/en.ts'
import { builder as frBuilder } from '../../dashboard/locales/fr/builder.ts'
import { connections as frConnections } from '../../dashboard/locales/fr/connections.ts'
import { experiments as frExperiments } from '../../dashboard/locales/fr/experiments.ts'
import { held as frHeld } from '../../dashboard/locales/fr/held.ts'
import { numbers as frNumbers } from '../../dashboard/locales/fr/numbers.ts'
import { pages as frPages } from '../../dashboard/locales/fr/pages.ts'
import { service as frService } from '../../dashboard/locales/fr/service.ts'
import { fr as french, type Key } from '../../dashboard/locales/fr.ts'

const fr = {
  ...french,
  ...frPages,
  ...frBuilder,
  ...frExperiments,
  ...frConnections,
  ...frHeld,
  ...frNumbers,
  ...frService,
}
const en = {
  ...english,
  ...enPages,
  ...enBuilder,
  ...enExperiments,
  ...enConnections,
  ...enHeld,
  ...enNumbers,
  ...enService,
}

const counted = new Set<string>(['leads.deleted', 'submissions.deleted'])
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()

describe('the dashboard speaks French and English alike', () => {
  test('both have the same words', () => {
    expect(Object.keys(en)).toEqual(Object.keys(fr))
  })

  test('every word says something, about the same things', () => {
    for (const key of Object.keys(fr) as Key[]) {
      expect(fr[key].trim(), key).not.toBe('')
      expect(en[key].trim(), key).not.toBe('')
      expect(placeholders(en[key]), key).toEqual(placeholders(fr[key]))
    }
  })

  test('every refusal of the server has words', () => {
    for (const code of Object.keys(problems)) expect(fr).toHaveProperty([`error.${code}`])
  })

  test('every reason to hold a submission has a sentence, and a name', () => {
    for (const reason of holdReasons)
      expect(Object.keys(fr)).toEqual(expect.arrayContaining([`held.${reason}`, `held.short.${reason}`]))
  })

  test('every entry of the audit trail is a sentence', () => {
    for (const action of auditActions)
      expect(Object.keys(fr)).toContain(`audit.${action}${counted.has(action) ? '_other' : ''}`)
  })

  test('every job of the clock has a name', () => {
    const clock = readFileSync(join(import.meta.dirname, '../../worker/ops/cron.ts'), 'utf8')
    const jobs = [...clock.matchAll(/name: '([\w.]+)', everyMinutes/g)].map(([, name]) => name!.replace('.', '_'))
    expect(jobs.length).toBeGreaterThan(5)
    for (const job of jobs) expect(Object.keys(fr)).toContain(`service.job.${job}`)
  })

  test('French punctuation never starts a line', () => {
    for (const text of Object.values(fr)) expect(text).not.toMatch(/ [:;?!»]|« /)
  })
})
