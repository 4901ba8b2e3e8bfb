// Puts the demo into an Aimant that has nothing in it yet.
import { makeGuide } from '../demo/pdf.ts'
import { seedDemo } from '../demo/seed.ts'
import type { Stores } from './database.ts'

/** Only an empty Aimant is filled: what the owner has changed since stays as it is. */
export async function seedDemoOnce(env: Stores): Promise<void> {
  if (await env.DB.prepare('SELECT 1 FROM site LIMIT 1').first()) return
  await seedDemo(env, Date.now(), await makeGuide())
}
