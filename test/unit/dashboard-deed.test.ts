import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterTags, waysBack } from '../../dashboard/pages/leads/deed.ts'
import { tagged } from '../../worker/lead/tag.ts'

const tag = fc.constantFrom('Salon', 'salon', 'VIP', 'vip', 'Été', 'Relance')
const tags = fc.uniqueArray(tag, { maxLength: 4, selector: (one) => one.toLowerCase() })

/** Case does not tell two tags apart. */
const keys = (some: string[]) => some.map((one) => one.toLowerCase()).toSorted()

describe('what is done to many leads', () => {
  test('shows the tags the server will have', () => {
    fc.assert(
      fc.property(tags, tags, tags, (had, add, remove) => {
        expect(afterTags(had, { add, remove })).toEqual(tagged(had, { add, remove }))
      }),
    )
  })

  test('is taken back to what each lead had', () => {
    fc.assert(
      fc.property(fc.array(tags, { minLength: 1 }), tags, tags, (leads, add, remove) => {
        const changed = leads.map((from, i) => ({ id: String(i), from }))
        const ways = waysBack({ action: 'tags', change: { add, remove } }, changed, '')
        expect(ways.flatMap(({ ids }) => ids).toSorted()).toEqual(changed.map(({ id }) => id).toSorted())
        for (const { back, ids } of ways)
          for (const id of ids) {
            const had = leads[Number(id)]!
            const again = afterTags(afterTags(had, { add, remove }), back.action === 'tags' ? back.change : {})
            expect(keys(again)).toEqual(keys(had))
          }
      }),
    )
  })

  test('is taken back by one deed for all that were alike', () => {
    const changed = [
      { id: 'a', from: 'lead' },
      { id: 'b', from: 'lost' },
      { id: 'c', from: 'lead' },
    ]
    expect(waysBack({ action: 'stage', change: { to: 'customer' } }, changed, 'undone')).toEqual([
      { back: { action: 'stage', change: { to: 'lead' } }, ids: ['a', 'c'] },
      { back: { action: 'stage', change: { to: 'lost', why: 'undone' } }, ids: ['b'] },
    ])
    expect(waysBack({ action: 'assign', to: 'zoe' }, [{ id: 'a', from: null }], '')).toEqual([
      { back: { action: 'assign', to: null }, ids: ['a'] },
    ])
  })
})
