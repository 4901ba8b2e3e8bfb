// Puts the demo's pages where they are served from. Each carries a policy as strict as the strictest customer's:
// nothing but our own origin, and no text that becomes a script.
import { cp, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** `outDir` is emptied first. */
export async function buildDemo(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true })
  await mkdir(dirname(outDir), { recursive: true })
  await cp(join(import.meta.dirname, 'pages'), outDir, { recursive: true })
}
