// `npm run deploy`: makes what is missing in the Cloudflare account, brings the database up to date and puts the Worker online.
// Again: upgrades in place. `--dry-run` builds and bundles without speaking to anybody. What the "Deploy to Cloudflare" button runs, too.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unstable_readConfig } from 'wrangler'
import { buildAll } from './build.ts'
import { migrate } from './database.ts'
import { root, run, ToolFailed } from './run.ts'
import { signInLink } from './sign-in.ts'

type Resource = { what: string[]; name: string }
type Config = {
  d1_databases: { database_name?: string }[]
  r2_buckets: { bucket_name?: string }[]
  queues: {
    producers?: { binding: string; queue: string }[]
    consumers?: { queue: string; dead_letter_queue?: string }[]
  }
}

// Cloudflare's own builds: there the button has made what it may make, and what it says is read by the whole account.
const isInBuilds = process.env.WORKERS_CI === '1'

/** The databases, buckets and queues that wrangler.jsonc names. Throws where a queue's name no longer says what it is for. */
function resources(): Resource[] {
  const config: Config = unstable_readConfig({ config: join(root, 'wrangler.jsonc') })
  const { consumers = [], producers = [] } = config.queues
  for (const { binding, queue } of producers) {
    const word = binding.toLowerCase()
    if (!queue.includes(word))
      throw new Error(`The queue bound to ${binding} is called ${queue}: its name must contain "${word}".`)
  }
  const queues = [...producers.map((p) => p.queue), ...consumers.flatMap((c) => [c.queue, c.dead_letter_queue])]
  const named = (what: string[], names: (string | undefined)[]) =>
    [...new Set(names)].flatMap((name) => (name ? [{ what, name }] : []))
  return [
    ...named(
      ['d1'],
      config.d1_databases.map((db) => db.database_name),
    ),
    ...named(
      ['r2', 'bucket'],
      config.r2_buckets.map((bucket) => bucket.bucket_name),
    ),
    ...named(['queues'], queues),
  ]
}

async function ensure({ what, name }: Resource): Promise<void> {
  try {
    await run('wrangler', [...what, 'info', name])
  } catch {
    console.log(`Creating ${what.join(' ')} ${name}`)
    await run('wrangler', [...what, 'create', name]).catch((error) => {
      // A build's token may not be allowed to look; whether everything is there, deploying finds out.
      if (!isInBuilds) throw error
      console.warn(`Could not make sure of ${what.join(' ')} ${name}: going on`)
    })
  }
}

const newSecret = () => randomBytes(32).toString('base64url')

/** The names of the secrets the deployed Worker has; a Worker not deployed yet has none. */
async function secretNames(): Promise<string[]> {
  try {
    const listed = await run('wrangler', ['secret', 'list', '--format', 'json'])
    return [...listed.matchAll(/"(SECRET\w*)"/g)].map(([, name]) => name!)
  } catch (error) {
    // Any other failure is no reason to replace a secret that every link out there is signed with.
    if (error instanceof ToolFailed && /10007|does not exist|not found/i.test(error.output)) return []
    throw error
  }
}

/** The secrets to be made. Where there was one only, what must last already hangs on that one, which we cannot read. */
function missingSecrets(names: string[]): Record<string, string> {
  const isFirst = !names.includes('SECRET')
  const isLastingKnown = names.includes('SECRET_LASTING')
  if (!isFirst && !isLastingKnown)
    console.warn('SECRET_LASTING is not set: before replacing SECRET read docs/deploying.md, "The secrets".')
  return {
    ...(isFirst && { SECRET: newSecret() }),
    ...(isFirst && !isLastingKnown && { SECRET_LASTING: newSecret() }),
  }
}

async function deployWorker(): Promise<{ output: string; isFirst: boolean }> {
  const folder = await mkdtemp(join(tmpdir(), 'aimant-'))
  try {
    const args = ['deploy']
    const secrets = missingSecrets(await secretNames())
    if (Object.keys(secrets).length) {
      const file = join(folder, 'secrets.json')
      await writeFile(file, JSON.stringify(secrets), { mode: 0o600 })
      args.push('--secrets-file', file)
    }
    return { output: await run('wrangler', args), isFirst: 'SECRET' in secrets }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const wanted = resources()
console.log('Building…')
await buildAll()
if (process.argv.includes('--dry-run')) {
  console.log('Would make sure of:')
  for (const { what, name } of wanted) console.log(`  ${what.join(' ')} ${name}`)
  console.log(
    'Would then apply migrations, set SECRET and SECRET_LASTING if there are none, and deploy dist/worker. Nothing was sent.',
  )
} else {
  for (const resource of wanted) await ensure(resource)
  await migrate('--remote')
  const { output, isFirst } = await deployWorker()
  const address = process.env.AIMANT_URL ?? output.match(/https:\/\/\S+\.workers\.dev/)?.[0]
  console.log(output)
  // A build's log is kept: a way in stands there once, when there is nobody yet to send one to.
  if (address && (isFirst || !isInBuilds))
    console.log(`Sign in, once, within half an hour:\n  ${await signInLink(address.replace(/\/+$/, ''), '--remote')}`)
  else console.log('AIMANT_URL=https://your.address npm run sign-in -- --remote prints a sign-in link.')
}
