import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostTags, tag, tagKey } from '../../contract/tag.ts'
import { tagged } from '../../worker/lead/tag.ts'

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => tag.safeParse(text).success)
const words = fc.uniqueArray(
  word.map((text) => tag.parse(text)),
  { maxLength: 12, selector: tagKey },
)
const keys = (tags: string[]) => tags.map(tagKey)

describe('tags', () => {
  it('are never twice on a lead, nor more than it may have', () => {
    fc.assert(
      fc.property(words, words, words, (had, add, remove) => {
        const now = tagged(had, { add, remove })
        expect(new Set(keys(now)).size).toBe(now.length)
        expect(now.length).toBeLessThanOrEqual(mostTags)
      }),
    )
  })

  it('that were not spoken of stay, in their place and as they were written', () => {
    fc.assert(
      fc.property(words, words, words, (had, add, remove) => {
        const gone = new Set(keys(remove))
        const kept = had.filter((one) => !gone.has(tagKey(one)))
        expect(tagged(had, { add, remove }).slice(0, kept.length)).toEqual(kept)
      }),
    )
  })

  it('come out the same when the same is asked twice', () => {
    fc.assert(
      fc.property(words, words, words, (had, add, remove) => {
        const isBoth = new Set(keys(add))
        const change = { add, remove: remove.filter((one) => !isBoth.has(tagKey(one))) }
        const once = tagged(had, change)
        expect(tagged(once, change)).toEqual(once)
      }),
    )
  })

  it('are taken back by asking the other way round', () => {
    fc.assert(
      fc.property(words, words, (had, add) => {
        const fresh = add.filter((one) => !keys(had).includes(tagKey(one))).slice(0, mostTags - had.length)
        expect(tagged(tagged(had, { add: fresh }), { remove: fresh })).toEqual(had)
      }),
    )
  })
})
