// `npm run sign-in [-- --remote]`: prints a fresh one-time link for the owner.
import { parseArgs } from 'node:util'
import { firstSite } from '../worker/site/settings.ts'
import { firstOwner } from '../worker/team/member.ts'
import { addressOfLink, newOwnersLink } from '../worker/team/sign-in-link.ts'
import { execute } from './database.ts'

/** Where the local Aimant answers, unless AIMANT_URL says otherwise. */
export const localAddress = () => `http://localhost:${process.env.PORT ?? 8787}`

/** Stores a fresh link for the owner, who is made when missing, and gives its address below `base`. */
export async function signInLink(base: string, where: '--local' | '--remote'): Promise<string> {
  const now = Date.now()
  const { token, statement } = await newOwnersLink(now)
  await execute([firstSite(now), firstOwner(now), statement], where)
  return addressOfLink(base, token)
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { remote: { type: 'boolean', default: false } } })
  const base = process.env.AIMANT_URL?.replace(/\/+$/, '')
  if (values.remote && !base) {
    console.error('Say where your Aimant is: AIMANT_URL=https://leads.example.com npm run sign-in -- --remote')
    process.exit(1)
  }
  console.log(await signInLink(base ?? localAddress(), values.remote ? '--remote' : '--local'))
}
