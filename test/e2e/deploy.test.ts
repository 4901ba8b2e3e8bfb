// Deploying, as far as it goes without an account.
import { expect, test } from 'vitest'
import { run } from '../../scripts/run.ts'

test('a dry run bundles everything and names what it would make, asking nobody', async () => {
  const said = await run('node', ['scripts/deploy.ts', '--dry-run'])
  for (const name of ['d1 aimant', 'r2 bucket aimant-files', 'queues aimant-intake', 'queues aimant-intake-dead'])
    expect(said).toContain(name)
  expect(said).toContain('Nothing was sent')
})
