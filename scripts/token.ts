// `npm run token -- --name NAME --scopes leads:read,forms:read [--remote]`: makes an API token and prints it, nothing else.
import { parseArgs } from 'node:util'
import { type Scope, scopes } from '../contract/team-names.ts'
import { newApiToken } from '../worker/team/api-token.ts'
import { execute } from './database.ts'

const { values } = parseArgs({
  options: { name: { type: 'string' }, scopes: { type: 'string' }, remote: { type: 'boolean', default: false } },
})
const asked = (values.scopes ?? '').split(',').filter(Boolean)
const isScope = (scope: string): scope is Scope => scopes.some((known) => known === scope)
if (!values.name || asked.length === 0 || !asked.every(isScope)) {
  console.error(`npm run token -- --name NAME --scopes SCOPE,…   with scopes of: ${scopes.join(' ')}`)
  process.exit(1)
}
const { token, statement } = await newApiToken(values.name, asked, Date.now())
await execute([statement], values.remote ? '--remote' : '--local')
console.log(token)
