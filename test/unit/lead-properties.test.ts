import { describe, expect, it } from 'vitest'
import { type Field, field } from '../../contract/field.ts'
import { columnsOf } from '../../worker/lead/columns.ts'
import { differences, extraKeys } from '../../worker/lead/properties.ts'

const label = { fr: 'x' }
const fields: Field[] = [
  { kind: 'email', key: 'email', label },
  { kind: 'company', key: 'company', label },
  { kind: 'text', key: 'employer', label, property: 'company' },
  { kind: 'phone', key: 'tel', label, country: 'FR' },
  { kind: 'several', key: 'topics', label, options: [{ value: 'a', label }] },
].map((one) => field.parse(one))

describe('answers that differ from what the lead has', () => {
  const lead = { properties: { company: 'Atelier Sud', phone: '+33612345678' }, extra: { topics: ['a'] } }

  it('are named by their keys', () => {
    const answers = { email: 'x@y.fr', company: 'Autre', tel: '0700000000', topics: ['b'] }
    expect(differences(fields, answers, lead)).toEqual(['company', 'tel', 'topics'])
  })

  it('are none when the same thing is said in another way, or nothing', () => {
    expect(differences(fields, { company: 'Atelier Sud', tel: '06 12 34 56 78', topics: ['a'] }, lead)).toEqual([])
    expect(differences(fields, {}, lead)).toEqual([])
  })
})

it('an answer stays under its own key when its property is taken or it has none', () => {
  expect(extraKeys(fields)).toEqual(['employer', 'topics'])
})

describe('the columns of an export', () => {
  it('all have different names, whatever forms call their fields and purposes', () => {
    const columns = columnsOf({
      purposes: ['marketing', 'text', 'at'],
      answerKeys: ['status', 'answer_status', 'id', 'topics'],
      hasClaims: false,
    })
    const names = columns.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(
      expect.arrayContaining(['consent_marketing', 'consent_marketing_state', 'answer_status', 'topics']),
    )
  })
})
