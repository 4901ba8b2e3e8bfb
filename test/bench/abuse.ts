// How well the heuristics tell honest from spam, on labelled samples: half of them tuned on, half only counted, and some written last.
import { doubtsAbout } from '../../worker/capture/heuristics.ts'
import { timed } from './measure.ts'
import { asked, type Sample, samples } from './samples/read.ts'
import type { Line } from './table.ts'

const parts: Record<Sample['part'], string> = {
  tune: 'samples the heuristics were tuned on',
  holdout: 'samples held out',
  unseen: 'samples written last',
}

/** Precision: of what is held, how much is spam. Recall: of the spam, how much is held. */
export function rated(part: Sample['part']) {
  const of = samples.filter((sample) => sample.part === part)
  const held = of.filter(({ answers }) => doubtsAbout(asked, answers).length > 0)
  const caught = held.filter(({ isSpam }) => isSpam).length
  const spam = of.filter(({ isSpam }) => isSpam).length
  return { honest: of.length - spam, spam, precision: caught / held.length, recall: caught / spam }
}

export async function abuse(): Promise<Line[]> {
  const rounds = 200
  const ms = await timed(async () => {
    for (let n = 0; n < rounds; n++) for (const { answers } of samples) doubtsAbout(asked, answers)
  })
  const rates = (Object.keys(parts) as Sample['part'][]).flatMap((part): Line[] => {
    const { honest, spam, precision, recall } = rated(part)
    // What was tuned on proves little, and the last are too few for a bar: eighty.
    const isJudged = part === 'holdout'
    return [
      {
        what: `heuristics, ${honest} honest and ${spam} spam ${parts[part]}: precision`,
        here: precision.toFixed(3),
        ...(isJudged && { bar: { atLeast: 0.98 } }),
      },
      { what: 'the same: recall', here: recall.toFixed(3), ...(isJudged && { bar: { atLeast: 0.9 } }) },
    ]
  })
  return [
    ...rates,
    { what: 'heuristics, µs a submission', here: ((ms * 1_000) / (rounds * samples.length)).toFixed(1) },
  ]
}
