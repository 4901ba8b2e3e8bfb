// `npm run seed -- --leads N [--seed S]`: fills the local Aimant with believable leads, up to millions, and the numbers that go with them.
import { parseArgs } from 'node:util'
import { believableLeads } from './believable-leads.ts'
import { believableNumbers } from './believable-numbers.ts'
import { migrate, withLocal } from './database.ts'
import { seedDemoOnce } from './demo.ts'

const { values } = parseArgs({
  options: { leads: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})
const [count, seed] = [Number(values.leads), Number(values.seed)]
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.error('npm run seed -- --leads N [--seed S]')
  process.exit(1)
}
await migrate('--local')
await withLocal(async (env) => {
  await seedDemoOnce(env)
  const startedAt = performance.now()
  await believableLeads(env.DB, {
    count,
    seed,
    onProgress: (done) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${done.toLocaleString()} leads`)
    },
  })
  await believableNumbers(env.DB)
  console.log(`\r${count.toLocaleString()} leads in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
})
