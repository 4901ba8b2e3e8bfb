// Databases with many believable leads: made once a run of the bench, and copied for every part that asks.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAimant } from '../support/aimant.ts'

const made = new Map<number, Promise<string>>()
const folders: string[] = []

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aimant-bench-'))
  folders.push(folder)
  return folder
}

async function make(leads: number): Promise<string> {
  console.log(`Making ${leads.toLocaleString('en')} leads…`)
  const dir = await aFolder()
  const aimant = await startAimant({ dir, leads })
  await aimant.stop()
  return dir
}

/** The folder of a state of one's own with so many leads in it. */
export async function seeded(leads: number): Promise<string> {
  const original = made.get(leads) ?? make(leads)
  made.set(leads, original)
  const dir = await aFolder()
  await cp(await original, dir, { recursive: true })
  return dir
}

/** Removes every state that was made. */
export async function removeSeeded(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
  made.clear()
}
