// Deploying, as far as it goes without an account: from a clean copy, as the "Deploy to Cloudflare" button begins.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { root, run, toolEnv } from '../../scripts/run.ts'

const node = promisify(execFile)
let copy: string
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'aimant-copy-'))
  const files = (await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z']))
    .split('\0')
    .filter(Boolean)
  await writeFile(join(copy, 'files'), files.join('\n'))
  await node('sh', ['-c', `tar -c -T "${join(copy, 'files')}" | tar -x -C "${copy}"`], { cwd: root })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rm(copy, { recursive: true, force: true }))

const packageJson = async () => JSON.parse(await readFile(join(copy, 'package.json'), 'utf8'))
const dryRun = (env: NodeJS.ProcessEnv = {}) =>
  node(process.execPath, ['scripts/deploy.ts', '--dry-run'], { cwd: copy, env: { ...toolEnv, ...env } })

describe('a clean copy', () => {
  test('is built and bundled by the commands the button runs, asking nobody', async () => {
    const { scripts } = await packageJson()
    expect(scripts.build).toBe('node scripts/build.ts')
    expect(scripts.deploy).toBe('node scripts/deploy.ts')
    const { stdout } = await dryRun({ WORKERS_CI: '1' })
    for (const name of ['d1 aimant', 'r2 bucket aimant-files', 'queues aimant-intake', 'queues aimant-intake-dead'])
      expect(stdout).toContain(name)
    expect(stdout).toContain('Nothing was sent')
    expect(await readdir(join(copy, 'dist/worker'))).toContain('index.js')
    expect(await readdir(join(copy, 'dist/public'))).toContain('dashboard')
  }, 180_000)

  test('says of every binding what it is for, and leaves ids to Cloudflare', async () => {
    const text = await readFile(join(copy, 'wrangler.jsonc'), 'utf8')
    expect(text).not.toMatch(/database_id|account_id|"zone_id"/)
    const config = unstable_readConfig({ config: join(copy, 'wrangler.jsonc') })
    const asked = [
      ...config.d1_databases.map(({ binding }: { binding: string }) => binding),
      ...config.r2_buckets.map(({ binding }: { binding: string }) => binding),
      ...(config.queues.producers ?? []).map(({ binding }: { binding: string }) => binding),
      ...config.ratelimits.map(({ name }: { name: string }) => name),
    ]
    expect(Object.keys((await packageJson()).cloudflare.bindings).sort()).toEqual(asked.sort())
  })

  test('carries no secret, and none that everybody would then have', async () => {
    expect((await readdir(copy)).filter((name) => /^\.(dev\.vars|env)/.test(name))).toEqual([])
  })

  test('is not deployed with a queue whose name no longer says what it is for', async () => {
    const file = join(copy, 'wrangler.jsonc')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replaceAll('aimant-outbox', 'my-letters'))
    await expect(dryRun()).rejects.toThrow(
      'The queue bound to OUTBOX is called my-letters: its name must contain "outbox"',
    )
    await writeFile(file, text)
  })
})
