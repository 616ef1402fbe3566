import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { type Refusing, startProxy, startSecure } from '../support/refusing.js'
import { installed } from './runtimes.js'

const DENO = ['run', '--no-prompt', '--allow-env', '--allow-read']

type Command = readonly [program: string, ...args: string[]]

const RUNTIMES = {
  'Node.js 20.19': ['node-20.19/bin/node'],
  'Node.js 22': ['node-22/bin/node'],
  'Node.js 24': ['node-24/bin/node'],
  'Node.js 26': ['node-26/bin/node'],
  Bun: ['@oven/bun-linux-x64/bin/bun'],
  Deno: ['@deno/linux-x64-glibc/deno', ...DENO, '--allow-net'],
} as const satisfies Readonly<Record<string, Command>>

/** Sets a variable once, twice at most, and ends by itself or never: nothing exits. */
const PROGRAM = `
import { createDeploymentClient } from 'convex-deployment'
const { TARGET: url, FOREIGN } = process.env
const fetch = FOREIGN && (await import(FOREIGN)).fetch
if (process.env.MISSING) delete globalThis.fetch
const { env } = createDeploymentClient({ token: 'dev:happy-otter-123|s3cr3t-key', url, fetch, retry: { limit: 1 } })
await env.set({ A: 's3cr3t-value' }).then(() => console.log('{}'), ({ name, outcome, attempts, message }) =>
  console.log(JSON.stringify({ name, outcome, attempts, message })))
`

let project: InstalledPackage
let proxy: Refusing
let company: Refusing
beforeAll(async () => {
  project = await installPackage()
  await project.write('set.mjs', PROGRAM)
  proxy = await startProxy('407 Proxy Authentication Required')
  company = await startSecure(['by-company', 'company-ca'])
})
afterAll(async () => {
  await Promise.all([proxy?.close(), company?.close(), project?.remove()])
})

async function setIn([program, ...args]: Command, env: object): Promise<unknown> {
  // A program that something keeps alive is killed, and fails the test.
  const { stdout } = await promisify(execFile)(installed(program), [...args, 'set.mjs'], {
    cwd: project.folder,
    timeout: 60_000,
    env: { PATH: process.env.PATH, HOME: project.folder, ...env },
  })
  return JSON.parse(stdout)
}

const notSent = (attempts: number, message: string) => ({
  name: 'ConnectionError',
  outcome: 'not-sent',
  attempts,
  message: expect.stringContaining(message),
})
const proxied = () => ({
  HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
  TARGET: 'https://happy-otter-123.invalid',
})
const secure = () => ({ TARGET: `https://127.0.0.1:${company.port}` })

describe.each(Object.entries<Command>(RUNTIMES))('%s', (_, command) => {
  test("names the way to trust a company's CA (boxcli#537)", async () => {
    expect(await setIn(command, secure())).toEqual(notSent(2, 'NODE_EXTRA_CA_CERTS'))
    expect(company.arrived).toEqual([])
  })

  test('trusts it on that way', async () => {
    const NODE_EXTRA_CA_CERTS = resolve('test/support/tls/company-ca.pem')
    expect(await setIn(command, { ...secure(), NODE_EXTRA_CA_CERTS })).toEqual({})
    expect(company.arrived).toHaveLength(1)
    Object.assign(company.arrived, { length: 0 })
  })

  test('sends nothing by a `fetch` that takes no Request', async () => {
    const FOREIGN = resolve('node_modules/undici/index.js')
    expect(await setIn(command, { ...secure(), FOREIGN })).toEqual(
      notSent(1, 'undici.fetch(request.url, request)'),
    )
  })

  test('says that it has no `fetch`', async () => {
    expect(await setIn(command, { ...secure(), MISSING: '1' })).toMatchObject({
      name: 'InvalidInputError',
      outcome: 'not-sent',
      attempts: 0,
    })
  })
})

const { 'Node.js 20.19': node20, ...others } = RUNTIMES

test.each(Object.entries<Command>(others))(
  '%s is refused by a proxy once (nodejs/undici#3442)',
  async (_, command) => {
    expect(await setIn(command, { ...proxied(), NODE_USE_ENV_PROXY: '1' })).toEqual(
      notSent(1, 'The proxy refused: check its URL.'),
    )
  },
)

const { Bun: _bun, Deno: _deno, ...nodes } = RUNTIMES

test.each(Object.entries<Command>(nodes))('%s says that it does not use the proxy', async (_, command) => {
  expect(await setIn(command, proxied())).toEqual(
    notSent(2, 'HTTPS_PROXY needs Node 22.21, NODE_USE_ENV_PROXY=1'),
  )
})

test('Node.js 20.19 uses none, whatever it is told', async () => {
  expect(await setIn(node20, { ...proxied(), NODE_USE_ENV_PROXY: '1' })).toEqual(
    notSent(2, 'HTTPS_PROXY needs Node 22.21'),
  )
})

describe('without the permission, the program ends', () => {
  test.each<[string, Command]>([
    ['Deno (denoland/std#1396)', ['@deno/linux-x64-glibc/deno', ...DENO]],
    ['Deno, for another host', ['@deno/linux-x64-glibc/deno', ...DENO, '--allow-net=other.example']],
    ['Deno, for another port', ['@deno/linux-x64-glibc/deno', ...DENO, '--allow-net=127.0.0.1:1']],
    ['Node.js 26', ['node-26/bin/node', '--permission', '--allow-fs-read=*']],
  ])('%s', async (_, command) => {
    expect(await setIn(command, secure())).toEqual(notSent(1, '`--allow-net`'))
    expect(await setIn(command, { TARGET: 'https://happy-otter-123.invalid' })).toEqual(
      notSent(1, '`--allow-net`'),
    )
  })
})
