import { createRequire } from 'node:module'
import { createDeploymentClient as createPlatformClient } from '@convex-dev/platform'
import ky from 'ky'
import OpenAI from 'openai'
import createFetchClient from 'openapi-fetch'
import Stripe from 'stripe'
import { createDeploymentClient } from '../../src/index.js'

/** A client that reads and writes over its own transport, as its README shows it. */
export interface Client {
  readonly name: string
  readonly version: string
  read(origin: string): Promise<unknown>
  /** Sends `MARKER` in the body. */
  write(origin: string): Promise<unknown>
}

/** The secret in the body of a write. */
export const MARKER = 'value-of-a-secret'
/** The timeout of each client that has an option for it. */
export const TIMEOUT_MS = 1_000

const TOKEN = 'a-token'
const LIST = '/api/v1/list_environment_variables'
const UPDATE = '/api/v1/update_environment_variables'
const BODY = { changes: [{ name: 'A', value: MARKER }] }

export const CLIENTS: readonly Client[] = [
  {
    name: 'convex-deployment',
    version: 'this one',
    read: origin => ours(origin).env.list(),
    write: origin => ours(origin).env.set({ A: MARKER }),
  },
  {
    name: '@convex-dev/platform',
    version: versionOf('@convex-dev/platform'),
    read: origin => orThrow(createPlatformClient(origin, TOKEN).GET('/list_environment_variables')),
    write: origin =>
      orThrow(createPlatformClient(origin, TOKEN).POST('/update_environment_variables', { body: BODY })),
  },
  {
    name: 'openapi-fetch',
    version: versionOf('openapi-fetch'),
    read: origin => orThrow(bare(origin).GET(LIST)),
    write: origin => orThrow(bare(origin).POST(UPDATE, { body: BODY })),
  },
  {
    name: 'ky',
    version: versionOf('ky'),
    read: origin => ky.get(`${origin}${LIST}`, { timeout: TIMEOUT_MS }).json(),
    write: origin => ky.post(`${origin}${UPDATE}`, { timeout: TIMEOUT_MS, json: BODY }).text(),
  },
  {
    name: 'stripe',
    version: versionOf('stripe'),
    read: origin => stripe(origin).balance.retrieve(),
    write: origin => stripe(origin).customers.create({ name: MARKER }),
  },
  {
    name: 'openai',
    version: versionOf('openai'),
    read: origin => openai(origin).get(LIST),
    write: origin => openai(origin).post(UPDATE, { body: BODY }),
  },
]

function ours(url: string) {
  return createDeploymentClient({ url, token: TOKEN, contract: 'v1', timeout: TIMEOUT_MS })
}

interface Paths {
  readonly [LIST]: { get: { responses: { 200: { content: { 'application/json': object } } } } }
  readonly [UPDATE]: {
    post: {
      requestBody: { content: { 'application/json': typeof BODY } }
      responses: { 200: { content: { 'application/json': object } } }
    }
  }
}

function bare(baseUrl: string) {
  return createFetchClient<Paths>({ baseUrl, headers: { Authorization: `Bearer ${TOKEN}` } })
}

/** Throws if an answer is an error, which both clients over openapi-fetch return. */
async function orThrow(call: Promise<{ response: Response; error?: unknown }>): Promise<void> {
  const { response, error } = await call
  if (!response.ok || error !== undefined) throw new AnsweredError()
}

class AnsweredError extends Error {
  override readonly name = '`error`'
}

function stripe(origin: string): Stripe {
  const { protocol, hostname, port } = new URL(origin)
  return new Stripe('sk_test_key', {
    protocol: protocol === 'https:' ? 'https' : 'http',
    host: hostname,
    port: port === '' ? 443 : Number(port),
    timeout: TIMEOUT_MS,
    telemetry: false,
  })
}

function openai(origin: string): OpenAI {
  return new OpenAI({ apiKey: TOKEN, baseURL: origin, timeout: TIMEOUT_MS, logLevel: 'off' })
}

function versionOf(name: string): string {
  const lock: { packages: { [path: string]: { version: string } } } = createRequire(import.meta.url)(
    './package-lock.json',
  )
  return lock.packages[`node_modules/${name}`]?.version ?? 'unknown'
}
