import type { ClientEvent } from '../../src/index.js'
import { ANSWERS, type Answer, echoOf, STATUSES } from './answers.js'
import { CALLS, type Call, type Ids, REFUSED } from './calls.js'
import { CONSTRUCTIONS } from './constructions.js'
import type { Library } from './library.js'
import { odd, plain, TOKEN } from './markers.js'
import type { Watch } from './watch.js'

/** Makes every call against every answer, shows what comes of it to the watch, and returns the errors. */
export async function drive(library: Library, watch: Watch, cases = CASES): Promise<Error[]> {
  const errors = await constructAll(library, watch)
  const ground = await prepare(library)
  for (let at = 0; at < cases.length; at += AT_ONCE) {
    const some = cases.slice(at, at + AT_ONCE)
    errors.push(...(await Promise.all(some.map(made => make(library, watch, ground, made)))).flat())
  }
  return errors
}

const AT_ONCE = 50

type Contract = 'v1' | 'v1-beta' | 'auto'
type Hits = (request: Request) => boolean

interface Case {
  readonly contract: Contract
  readonly call: Call
  readonly answer: Answer
  /** Which requests get the answer; a healthy deployment answers the others. */
  readonly hits: Hits
}

const everything: Hits = () => true
const updates: Hits = ({ url }) => url.includes('/update_')
const removals: Hits = ({ url }) => url.includes('/delete_')

export const HEALTHY: Answer = { name: 'a healthy deployment', reply: (_, healthy) => healthy() }

/** True answers, each with another of their members broken. */
const DAMAGED = Array.from({ length: 14 }, (_, index): Answer => {
  const name = `its true answer, broken at ${index}`
  return { name, reply: async (__, healthy) => damaged(await healthy(), index) }
})

const EVERY_CASE = allCases()

/** The cases that are driven: `npm run prove secrets` drives every one. */
const CASES = process.env.EVERY_CASE === undefined ? EVERY_CASE.filter(isSampled) : EVERY_CASE

/** Enough to see that the search works. */
export const FEW_CASES = EVERY_CASE.filter(
  ({ contract, call, answer }) => contract === 'v1' && call.method === 'env.list' && answer === HEALTHY,
)

function allCases(): Case[] {
  const variables = CALLS.filter(({ method }) => /^env\.|Plan$|^plan|All$/.test(method))
  const writes = variables.filter(({ method }) => !/list|get|plan/.test(method))
  const update = writes.filter(({ method }) => method === 'env.update')
  const listing = CALLS.filter(({ method }) => method === 'env.list')
  return [
    ...cases('v1', CALLS, [HEALTHY, ...ANSWERS, ...DAMAGED], everything),
    ...cases('v1', writes, ANSWERS, updates),
    ...cases('v1', update, STATUSES, everything),
    ...cases('v1', REFUSED, [HEALTHY], everything),
    ...cases('auto', [...listing, ...update], ANSWERS, everything),
    ...cases('v1-beta', CALLS, [HEALTHY], everything),
    ...cases('v1-beta', [...listing, ...update], ANSWERS, everything),
    ...cases('v1-beta', update, ANSWERS, removals),
  ]
}

/** Returns true for a seventh: each call meets other answers than the one before, and a healthy deployment always. */
function isSampled({ answer }: Case, index: number): boolean {
  return index % 7 === 0 || answer === HEALTHY || STATUSES.includes(answer)
}

function cases(contract: Contract, calls: readonly Call[], answers: readonly Answer[], hits: Hits): Case[] {
  return calls.flatMap(call => answers.map(answer => ({ contract, call, answer, hits })))
}

async function make(library: Library, watch: Watch, ground: Ground, made: Case): Promise<Error[]> {
  const { contract, call, answer, hits } = made
  const where = `${[call.method, call.about].filter(Boolean).join(', ')}, on ${contract}, with ${answer.name}`
  const fake = library.createFakeDeployment({ contract: contract === 'v1-beta' ? contract : 'v1' })
  fake.restore(ground.state)
  const client = library.createDeploymentClient({
    token: TOKEN,
    contract,
    retry: false,
    // The one method that waits for better answers.
    totalTimeout: call.method === 'ready' ? 100 : 10_000,
    ...answer.options,
    logger: logger(where, watch),
    middleware: [{ onRequest: ({ request }) => watch.text(`${where}: middleware`, headersOf(request)) }],
    async fetch(request) {
      const { authorization = '', ...headers } = Object.fromEntries(request.headers)
      watch.text(`${where}: address`, request.url)
      watch.text(`${where}: header`, JSON.stringify(headers))
      if (!hits(request)) return fake.fetch(request)
      const body = await request.clone().text()
      watch.sent(request, body)
      return answer.reply(echoOf(authorization, body), () => fake.fetch(request))
    },
  })
  watch.note('method', call.method)
  watch.note('answer', answer.name)
  try {
    const result = await call.run(client, ground.ids, library)
    // What was read is the caller's; a plan and what came of it may be printed.
    if (/plan|apply/i.test(call.method)) watch.thing(`${where}: result`, result)
    return []
  } catch (error) {
    watch.thing(where, error)
    watch.note(library.isDeploymentError(error) ? 'error' : 'stray error', Object(error).name)
    return error instanceof Error ? [error] : []
  } finally {
    if (answer === HEALTHY) watch.thing(`${where}: client`, [client, client.env, client.raw])
  }
}

function logger(where: string, watch: Watch) {
  const at = (level: string) => (event: ClientEvent) => {
    watch.note('level', level)
    watch.note('event', event.type)
    watch.text(`${where}: ${event.type} at ${level}`, JSON.stringify(event))
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

function headersOf({ headers }: Request): string {
  return JSON.stringify(Object.fromEntries(headers))
}

async function constructAll(library: Library, watch: Watch): Promise<Error[]> {
  const errors: Error[] = []
  for (const { about, make: construct } of CONSTRUCTIONS) {
    try {
      watch.thing(about, construct(library))
    } catch (error) {
      watch.thing(about, error)
      if (error instanceof Error) errors.push(error)
    }
  }
  return errors
}

/** What every deployment holds before a call. */
interface Ground {
  readonly state: ReturnType<ReturnType<Library['createFakeDeployment']>['snapshot']>
  readonly ids: Ids
}

export async function prepare({ createFakeDeployment, createDeploymentClient }: Library): Promise<Ground> {
  const environmentVariables = { HELD: odd('Held'), OTHER: plain('Other') }
  const fake = createFakeDeployment({ keys: [{ token: TOKEN }], environmentVariables })
  const { logStreams, usageLimits } = createDeploymentClient({
    url: fake.url,
    token: fake.token,
    fetch: fake.fetch,
  })
  const sentry = await logStreams.create({
    logStreamType: 'sentry',
    dsn: `https://${plain('Held')}@a.example/1`,
  })
  const url = 'https://logs.example'
  const webhook = await logStreams.create({ logStreamType: 'webhook', url, format: 'json' })
  const metric = { metric: 'functionCalls', window: 'day', limitType: 'disable' } as const
  const limit = await usageLimits.create({ ...metric, limit: 9, enabled: true })
  for (const stream of fake.state.logStreams) stream.hmacSecret &&= plain('Hmac')
  return { state: fake.snapshot(), ids: { stream: sentry.id, webhook: webhook.id, limit: limit.id } }
}

/** An answer with one of its strings, numbers or truths wrapped, so that it fits no longer. */
async function damaged(response: Response, index: number): Promise<Response> {
  const { status, ok } = response
  const text = await response.text()
  if (!ok || text === '') return new Response(text || null, { status })
  let left = index
  const wrapped: unknown = JSON.parse(text, (_, value: unknown) =>
    (typeof value !== 'object' || value === null) && left-- === 0 ? [value, { broken: value }] : value,
  )
  return Response.json(wrapped, { status })
}
