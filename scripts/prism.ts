import { readFile } from 'node:fs/promises'
import { createLogger } from '@stoplight/prism-core'
import { getHttpOperationsFromSpec, type IHttpConfig } from '@stoplight/prism-http'
import { createServer } from '@stoplight/prism-http-server'
import { parse } from 'yaml'

/** A running Prism server. */
export interface Mock {
  /** Its origin. The API is under the path of the document's server, such as `/api/v1`. */
  readonly url: string
  close(): Promise<void>
}

/** Starts a Prism mock of a document on loopback. Invalid requests are errors. Port 0 takes a free port. */
export function startMock(path: string, { port = 0 } = {}): Promise<Mock> {
  const mock = { dynamic: false, ignoreExamples: false }
  return start(path, port, { ...STRICT, isProxy: false, mock })
}

/** Starts a Prism validation proxy. Requests and responses that do not match the document are errors. */
export function startProxy(path: string, upstream: string): Promise<Mock> {
  const mock = { dynamic: false, ignoreExamples: false }
  return start(path, 0, { ...STRICT, isProxy: true, upstream: new URL(upstream), mock })
}

const STRICT = {
  errors: true,
  validateRequest: true,
  validateResponse: true,
  checkSecurity: true,
  upstreamProxy: undefined,
}

async function start(path: string, port: number, config: IHttpConfig): Promise<Mock> {
  const operations = await getHttpOperationsFromSpec(mounted(parse(await readFile(path, 'utf8'))))
  const logger = createLogger('prism', { level: 'silent' })
  const server = createServer(operations, { cors: true, components: { logger }, config })
  const url = await server.listen(port, '127.0.0.1')
  return { url, close: () => server.close() }
}

/**
 * Returns a copy of a document for Prism. Each path starts with the base path, as Prism ignores the path in `servers`.
 * It has no `format: int64`, under which Prism caps integers at 2^53.
 */
function mounted(document: { paths: Record<string, unknown>; servers: readonly { url: string }[] }) {
  const base = document.servers[0]?.url.replace(/^\w+:\/\/[^/]*/, '')
  const paths = Object.entries(document.paths).map(([path, item]) => [`${base}${path}`, item])
  return withoutInt64({ ...document, paths: Object.fromEntries(paths) })
}

function withoutInt64(document: object): object {
  return JSON.parse(
    JSON.stringify(document, (key, value) => (key === 'format' && value === 'int64' ? undefined : value)),
  )
}
