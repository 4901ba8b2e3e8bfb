// An experiment with its numbers: what was counted in each variant, what may be believed of it, and how long it will take.
import type { Experiment } from '../../contract/experiment.ts'
import { lifts } from '../../contract/experiment-names.ts'
import { changesBetween } from '../../contract/form-diff.ts'
import type { Counts } from '../../contract/insight.ts'
import { asItIs, drafted, experimentOf, type Kept, summaryOf } from '../form/experiment.ts'
import { readVersion } from '../form/versions.ts'
import { dayMs } from '../lib/time.ts'
import type { Event } from './cell.ts'
import { nothing, spanAt, stepOf, total } from './numbers.ts'
import { readSeries } from './read.ts'
import { judge, viewsNeeded, wholeWeek } from './verdict.ts'

const [leastViews, mostViews] = [100, 10_000_000]
const lookedAtDays = 30
/** Nobody tries for longer; what is asked for would hardly be the same form any more. */
const mostDays = 1_000

/** Throws `form_unknown`, `not_found`. */
export async function readExperiment(db: D1Database, slug: string, number: number, now: number): Promise<Experiment> {
  const kept = await experimentOf(db, slug, number)
  const { row, variants } = kept
  const [drafts, counts, traffic] = await Promise.all([
    draftsOf(db, kept),
    countsOf(db, kept, now),
    row.started_at ? undefined : trafficOf(db, slug, now),
  ])
  const least = Math.min(...variants.map(({ share }) => share))
  const planFor = (lift: number) => planOf(traffic ?? noTraffic, lift, least)
  const tried = variants.map(({ letter, share }, i) => {
    const { views, submissions } = counts[i]!
    return { letter, share, views, submissions }
  })
  const viewsEach = row.views_each ?? planFor(row.lift).viewsEach
  const days = row.started_at ? Math.floor((ended(kept, now) - Date.parse(row.started_at)) / dayMs) : 0
  return {
    ...summaryOf(row),
    lift: row.lift,
    variants: variants.map(({ letter, share, version }, i) => ({
      letter,
      share,
      version,
      changes: changesBetween(drafts[0]!, drafts[i]!),
      counts: counts[i]!,
    })),
    plan: row.started_at ? { viewsEach, days: row.days, rate: null } : planFor(row.lift),
    choices: row.started_at
      ? []
      : lifts.map((lift) => ({ lift, viewsEach: planFor(lift).viewsEach, days: planFor(lift).days })),
    verdict: row.started_at ? judge(tried, { viewsEach, leastDays: wholeWeek, lift: row.lift / 100 }, days) : null,
  }
}

const ended = ({ row }: Kept, now: number) => (row.ended_at ? Date.parse(row.ended_at) : now)

async function draftsOf(db: D1Database, { form, variants }: Kept) {
  const frozen = (version: number) => readVersion(db, form.slug, version).then(({ draft }) => draft)
  const first = variants[0]!.version
    ? await frozen(variants[0]!.version)
    : await asItIs(db, form).catch(() => undefined)
  return Promise.all(
    variants.map((variant) =>
      variant.version ? frozen(variant.version) : drafted(first ?? JSON.parse(form.draft), variant),
    ),
  )
}

/** What was counted in each variant; nothing is, once it is over. */
async function countsOf(db: D1Database, { form, row, variants }: Kept, now: number): Promise<Counts[]> {
  const sums = variants.map(nothing)
  if (!row.started_at) return sums
  const { results } = await db
    .prepare(`
      SELECT substr(cell.key, 1, instr(cell.key, ' ') - 1) AS event, tried.key AS place, sum(cell.value) AS n
      FROM counter
      CROSS JOIN json_each(counter.cells) AS cell
      CROSS JOIN json_each(?4) AS tried ON cell.key GLOB '* ' || tried.value
      WHERE grain = 'day'
        AND form_id = ?1
        AND span >= ?2
        AND span <= ?3
      GROUP BY 1, 2`)
    .bind(
      form.id,
      row.started_at.slice(0, 10),
      spanAt('day', ended({ form, row, variants }, now)),
      JSON.stringify(variants.map(({ version }) => version)),
    )
    .all<{ event: Event; place: number; n: number }>()
  for (const { event, place, n } of results) {
    const step = stepOf[event]
    if (step) sums[place]![step] += n
  }
  return sums
}

type Traffic = Pick<Counts, 'views' | 'submissions'> & { days: number }
const noTraffic: Traffic = { views: 0, submissions: 0, days: 0 }

/** What the form met with lately, whatever its version, since its first view. */
export async function trafficOf(db: D1Database, slug: string, now: number): Promise<Traffic> {
  const from = spanAt('day', now - (lookedAtDays - 1) * dayMs)
  const { points } = await readSeries(db, { form: slug, from, to: spanAt('day', now) }, now)
  const first = points.findIndex(({ views }) => views > 0)
  const { views, submissions } = total(points)
  return { views, submissions, days: first < 0 ? 0 : points.length - first }
}

/** How many views each variant needs, and how long that takes. Where little is known, one lead of twenty views is gone out from. */
export function planOf(
  { views, submissions, days }: Traffic,
  lift: number,
  leastShare: number,
): { viewsEach: number; days: number | null; rate: number } {
  const rate = Math.min(0.9, (submissions + 1) / (views + 20))
  const viewsEach = Math.min(mostViews, Math.max(leastViews, Math.ceil(viewsNeeded(rate, lift / 100))))
  const daily = days ? views / days : 0
  const needed = Math.ceil((viewsEach * 100) / leastShare / daily)
  return { viewsEach, days: daily ? Math.min(mostDays, Math.max(wholeWeek, needed)) : null, rate }
}
