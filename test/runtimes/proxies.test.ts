import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeDeployment, type FakeDeployment } from '../../src/fake/index.js'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { installed } from './runtimes.js'

/** The runtimes that obey the variables of a proxy, told to do so where they have to be told. */
const RUNTIMES: Readonly<Record<string, readonly [program: string, args: string[], env: object]>> = {
  'Node.js 22': ['node-22/bin/node', [], { NODE_USE_ENV_PROXY: '1' }],
  'Node.js 24': ['node-24/bin/node', ['--use-env-proxy'], {}],
  'Node.js 26': ['node-26/bin/node', [], { NODE_OPTIONS: '--use-env-proxy' }],
  Bun: ['@oven/bun-linux-x64/bin/bun', [], {}],
  Deno: ['@deno/linux-x64-glibc/deno', ['run', '--no-prompt', '--allow-net', '--allow-env'], {}],
}

/** Sets a variable, or says why not; then asks the same host without the client. */
const PROGRAM = `
import { createDeploymentClient } from 'convex-deployment'
const set = async () => {
  const client = createDeploymentClient({ token: 'dev:happy-otter-123|s3cr3t-key', url: process.env.TARGET, retry: false })
  await client.env.set({ A: 's3cr3t-value' })
  return 'set'
}
console.log(await set().catch(error => error.message))
await fetch(process.env.TARGET + '/plain').catch(() => {})
`

let project: InstalledPackage
let fake: FakeDeployment
let proxy: Server
let carried: string[] = []
const carry: RequestListener = (request, response) => {
  carried.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`)
  response.writeHead(502).end()
}

beforeAll(async () => {
  project = await installPackage()
  await project.write('proxied.mjs', PROGRAM)
  fake = createFakeDeployment({ keys: [{ token: 'dev:happy-otter-123|s3cr3t-key' }] })
  await fake.listen()
  proxy = createServer(carry).listen(0, '127.0.0.1')
  proxy.on('connect', (request, socket) => {
    carried.push(`CONNECT ${request.url}`)
    socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n')
  })
  await once(proxy, 'listening')
})
afterAll(async () => {
  await fake.close()
  proxy.close()
  await project.remove()
})

async function runProxied(name: string, env: object) {
  carried = []
  const [program = '', args = [], told = {}] = RUNTIMES[name] ?? []
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const variables = Object.entries({ ...told, ...env }).map(([key, value]) => [
    key,
    `${value}`.replace('PROXY', url),
  ])
  const { stdout } = await promisify(execFile)(installed(program), [...args, 'proxied.mjs'], {
    cwd: project.folder,
    env: { PATH: process.env.PATH, HOME: project.folder, TARGET: fake.url, ...Object.fromEntries(variables) },
  })
  return { said: stdout.trim(), carried }
}

describe.each(Object.keys(RUNTIMES))('%s', name => {
  test.each([
    [{ HTTP_PROXY: 'PROXY' }, 'HTTP_PROXY'],
    [{ http_proxy: 'PROXY' }, 'http_proxy'],
    [{ HTTP_PROXY: 'PROXY', NO_PROXY: 'localhost,other.example' }, 'HTTP_PROXY'],
    [{ HTTP_PROXY: 'PROXY', NO_PROXY: 'other.example', no_proxy: '127.0.0.1' }, 'HTTP_PROXY'],
  ])('keeps key and value from a proxy on the way to loopback: %j', async (env, variable) => {
    const { said, carried } = await runProxied(name, env)
    expect(said).toContain(`${variable} would send key and values in plain text to a proxy`)
    expect(said).toContain('Add 127.0.0.1 to NO_PROXY')
    // Only the request without the client took that way, if any.
    expect(carried.join()).not.toContain('s3cr3t')
    expect(carried.join()).not.toContain('update')
    expect(fake.state.environmentVariables.size).toBe(0)
  })

  test('obeys the proxy by itself, which is what the refusal is for', async () => {
    const { carried } = await runProxied(name, { HTTP_PROXY: 'PROXY' })
    expect(carried).toHaveLength(1)
  })

  test.each([{ HTTP_PROXY: 'PROXY', NO_PROXY: 'other.example,127.0.0.1' }, { HTTPS_PROXY: 'PROXY' }, {}])(
    'goes straight to loopback with %j',
    async env => {
      const { said, carried } = await runProxied(name, env)
      expect(said).toBe('set')
      expect(carried).toEqual([])
      expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: 's3cr3t-value' })
      fake.state.environmentVariables.clear()
    },
  )
})
