// No acknowledged submission is lost. Kill the process between any two steps: still true. A hundred times over by
// `npm run bench -- --part kills`.
import { expect, it } from 'vitest'
import { killRounds } from '../support/killing.ts'

it('after a kill at any moment, in the middle of any work, what was acknowledged is there once and was delivered; the rest once or not at all', async () => {
  const { heard, mailedAgain: _, ...toll } = await killRounds({ rounds: 5, leads: 100 })
  // Had every kill come before the first answer, nothing would have been tried.
  expect(heard).toBeGreaterThan(0)
  expect(toll).toMatchObject({ lost: 0, doubled: 0, refused: 0, unmailed: 0, untold: 0, strangers: 0 })
  expect(toll).toMatchObject({ halfErased: 0, misimported: 0, misexported: 0, broken: 0 })
}, 180_000)
