import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** An address that answers once the package is built: 200, or 500 and why it is not. */
    built: string
  }
}

/** Builds the package, for tests that run it as it is published. Other tests run meanwhile: these wait, in `built.ts`. */
export default async function build({ provide }: TestProject): Promise<() => Promise<void>> {
  const built = promisify(execFile)('npm', ['run', '--silent', 'build']).then(
    () => ({ status: 200, text: '' }),
    (error: unknown) => ({ status: 500, text: `${error}` }),
  )
  const server = createServer((_, response) => {
    void built.then(({ status, text }) => response.writeHead(status).end(text))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  provide('built', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    await built
    server.close().closeAllConnections()
  }
}
