// `npm run restore [-- --remote]`: to be run after the database was restored to an earlier moment (Time Travel), before anything
// else. Erases and withdraws again whoever did so since; the ledger in R2 remembers. Stopped half-way it is simply run again.
// `--state FOLDER` works on another local state than that of `npm start`.
import { parseArgs } from 'node:util'
import { replayLedger } from '../worker/ops/replay.ts'
import { migrate, withLocal, withRemote } from './database.ts'

const { values } = parseArgs({ options: { remote: { type: 'boolean', default: false }, state: { type: 'string' } } })
const { remote, state } = values
await migrate(remote ? '--remote' : '--local', state)
const done = await (remote ? withRemote(replayLedger) : withLocal(replayLedger, state))
const withdrawals = done.withdrawn + done.objected + done.taken_back
console.log(
  `✓ ${done.erased} erasures, ${done.submission_erased} erased submissions and ${withdrawals} withdrawals hold again`,
)
