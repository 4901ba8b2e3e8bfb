import { describe, expect, it } from 'vitest'
import { isRested } from '../../worker/capture/flood.ts'

/** A limiter that refuses, and counts how often it was asked. */
const refusing = () => {
  const asked: string[] = []
  const limit = async ({ key }: { key: string }) => {
    asked.push(key)
    return { success: false }
  }
  return { asked, limiter: { limit } as RateLimit }
}

describe('flood damping', () => {
  it('asks about nobody who comes a few times, and about everybody who comes more often', async () => {
    const { asked, limiter } = refusing()
    const now = Date.now()
    const answers: boolean[] = []
    for (let n = 0; n < 4; n++) answers.push(await isRested(limiter, 'a', 2, now), await isRested(limiter, 'b', 2, now))
    expect(answers).toEqual([true, true, true, true, false, false, false, false])
    expect(asked).toEqual(['a', 'b', 'a', 'b'])
  })

  it('forgets after a minute', async () => {
    const { asked, limiter } = refusing()
    const now = Date.now() + 3_600_000
    for (const later of [0, 1_000, 61_002]) expect(await isRested(limiter, 'c', 2, now + later)).toBe(true)
    expect(await isRested(limiter, 'c', 1, now + 61_003)).toBe(false)
    expect(asked).toEqual(['c'])
  })

  it('keeps a bounded memory, whoever comes', async () => {
    const { limiter } = refusing()
    const now = Date.now() + 7_200_000
    expect(await isRested(limiter, 'first', 1, now)).toBe(true)
    for (let n = 0; n < 10_000; n++) await isRested(limiter, `many ${n}`, 1, now)
    expect(await isRested(limiter, 'first', 1, now)).toBe(true)
  })
})
