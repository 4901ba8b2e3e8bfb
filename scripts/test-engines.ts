// `npm run test:engines`: the journeys of a visitor in Chromium, Firefox and WebKitGTK, and what is exported in LibreOffice.
// What is missing is installed first.
import { spawn } from 'node:child_process'
import { ensureChromium } from './chromium.ts'
import { ensureEngines } from './engines.ts'
import { root, toolEnv } from './run.ts'

await ensureChromium()
await ensureEngines()
const vitest = spawn('vitest', ['run', '--project', 'engines'], { cwd: root, env: toolEnv, stdio: 'inherit' })
vitest.once('close', (code) => {
  process.exitCode = code ?? 1
})
