// The database the scripts speak to: the local one `npm start` keeps, or with `--remote` the deployed one.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run, toolEnv } from './run.ts'

export type Statement = { sql: string; params: (string | number | null)[] }

/** The bindings that hold what is kept. */
export type Stores = { DB: D1Database; FILES: R2Bucket }

/** Where `npm start` keeps everything. */
const ownState = join(root, '.wrangler/state')

/** Runs `work` with the local bindings; the same state as `npm start`, also while that runs, unless another is named. */
export async function withLocal<T>(work: (env: Stores) => Promise<T>, state = ownState): Promise<T> {
  // Read by wrangler as it loads: standard output belongs to the scripts.
  Object.assign(process.env, toolEnv, { WRANGLER_LOG: 'error' })
  const { getPlatformProxy } = await import('wrangler')
  const { env, dispose } = await getPlatformProxy<Stores>({
    configPath: `${root}/wrangler.jsonc`,
    persist: { path: join(state, 'v3') },
  })
  try {
    return await work(env)
  } finally {
    await dispose()
  }
}

/** Runs `work` with the deployed bindings, through wrangler's own sign-in. */
export async function withRemote<T>(work: (env: Stores) => Promise<T>): Promise<T> {
  Object.assign(process.env, toolEnv, { WRANGLER_LOG: 'error' })
  const { getPlatformProxy, unstable_readConfig } = await import('wrangler')
  const { name, compatibility_date, d1_databases, r2_buckets } = unstable_readConfig({
    config: `${root}/wrangler.jsonc`,
  })
  const isRemote = <B extends object>(binding: B) => ({ ...binding, remote: true })
  const dir = await mkdtemp(join(tmpdir(), 'aimant-'))
  const configPath = join(dir, 'wrangler.json')
  const config = {
    name,
    compatibility_date,
    d1_databases: d1_databases.map(isRemote),
    r2_buckets: r2_buckets.map(isRemote),
  }
  await writeFile(configPath, JSON.stringify(config))
  const { env, dispose } = await getPlatformProxy<Stores>({ configPath, persist: false })
  try {
    return await work(env)
  } finally {
    await dispose()
    await rm(dir, { recursive: true })
  }
}

/** Brings the local or the deployed database to the latest migration. */
export const migrate = (where: '--local' | '--remote', state = ownState) => {
  const place = where === '--local' ? [where, '--persist-to', state] : [where]
  return run('wrangler', ['d1', 'migrations', 'apply', 'DB', ...place], { CI: '1' })
}

/** Executes statements in order, in one go. */
export async function execute(statements: Statement[], where: '--local' | '--remote') {
  if (where === '--remote') {
    const sql = statements.map(withLiterals).join(';\n')
    await run('wrangler', ['d1', 'execute', 'DB', '--remote', '--yes', '--command', sql])
  } else {
    await withLocal(({ DB }) => DB.batch(statements.map(({ sql, params }) => DB.prepare(sql).bind(...params))))
  }
}

/** The statement with its binds written out, since the command line takes none. */
export function withLiterals({ sql, params }: Statement): string {
  return sql.replace(/\?(\d+)/g, (_, n) => literal(params[Number(n) - 1]))
}

function literal(value: string | number | null | undefined): string {
  if (value === null) return 'NULL'
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  // SQLite ends a command at NUL; nothing of ours contains one.
  if (typeof value === 'string' && !value.includes('\0')) return `'${value.replaceAll("'", "''")}'`
  throw new TypeError('cannot be written as SQL')
}
