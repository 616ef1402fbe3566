import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** A folder over HTTP on loopback. */
export async function serveFolder(folder: string): Promise<{ origin: string; close(): Promise<void> }> {
  const files = new Map<string, Promise<Buffer | undefined>>()
  const read = (file: string) => readFile(file).catch(() => undefined)
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname)
    // Browsers ask for it by themselves, beside a file that is no page.
    if (path === '/favicon.ico') return void response.writeHead(204).end()
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
    const content = files.get(file) ?? read(file)
    files.set(file, content)
    const bytes = await content
    response.writeHead(bytes ? 200 : 404, { 'content-type': TYPES[extname(file)] ?? 'text/plain' })
    response.end(bytes)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
