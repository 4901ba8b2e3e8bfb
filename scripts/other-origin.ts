// The demo site once more, from another origin: as a customer's own site would embed the form.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { root } from './run.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}

/** A page or a script with its tags, and what its own policy allows, pointing at `aimant`. */
export const pointedAt = (text: string, aimant: string) =>
  text
    .replaceAll(/(["'`])(\/e\/)/g, `$1${aimant}$2`)
    .replaceAll(/<meta http-equiv="Content-Security-Policy" content="[^"]*"/gi, (meta) =>
      meta.replaceAll("'self'", `'self' ${aimant}`),
    )

/** Serves dist/public/demo on `port` of this machine, its tags asking `aimant`. */
export async function serveElsewhere(port: number, aimant: string) {
  const site = join(root, 'dist/public')
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (!pathname.startsWith('/demo/')) return response.writeHead(302, { location: '/demo/' }).end()
    const path = normalize(join(site, decodeURIComponent(pathname)))
    const file = path.endsWith('/') ? join(path, 'index.html') : extname(path) ? path : `${path}.html`
    const body = file.startsWith(join(site, 'demo')) ? await readFile(file).catch(() => undefined) : undefined
    if (!body) return response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found')
    const type = types[extname(file)] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' })
    response.end(/\.(html|js)$/.test(file) ? pointedAt(body.toString(), aimant) : body)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, 'localhost', resolve)
  })
  return server
}
