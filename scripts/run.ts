// Runs the project's own tools (vite, wrangler, biome…) as child processes, quietly unless they fail.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Own tools first: the Node of node_modules, not the machine's; nothing asks questions or reports home. */
export const toolEnv: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: join(root, 'node_modules/.bin') + delimiter + process.env.PATH,
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
}

export class ToolFailed extends Error {
  readonly output: string
  constructor(command: string, output: string) {
    super(`${command} failed\n${output}`)
    this.output = output
  }
}

/** Runs a program to its end and gives what it printed. Throws `ToolFailed` with that when it fails. */
export function run(program: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...toolEnv, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', (error) => reject(new ToolFailed(program, error.message)))
    child.on('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new ToolFailed(`${program} ${args.join(' ')}`, output))
    })
  })
}
