import type * as Client from 'convex-deployment'
import type { CallOptions, DeploymentClient, DeploymentClientOptions } from 'convex-deployment'
import type * as Config from 'convex-deployment/config'
import type { DesiredEnvironment, SavedPlan } from 'convex-deployment/config'
import type * as Fake from 'convex-deployment/fake'
import type * as Webhooks from 'convex-deployment/webhooks'

/** What a step asks the client for: as data, so that it can be handed to any runtime. */
export type Action =
  | readonly ['list', CallOptions?]
  | readonly ['set', Readonly<Record<string, string>>, CallOptions?]
  | readonly ['listAndSet', Readonly<Record<string, string>>]
  | readonly ['setWithToken', string, Readonly<Record<string, string>>]
  | readonly ['setWithoutFetch', Readonly<Record<string, string>>]
  | readonly ['listWithoutStreams']
  | readonly ['unset', readonly string[]]
  | readonly ['plan' | 'apply' | 'applyStale', Readonly<Record<string, string | null>>]
  | readonly ['sync']
  | readonly ['abort', string]
  | readonly ['fake' | 'listeningFake']
  | readonly ['receive' | 'meter', SignedBody]
  | readonly ['sign', body: string, secret: string]

/** A delivery as it comes over the network, and the secret that the receiver has. */
export interface SignedBody {
  readonly body: string
  readonly signature: string
  readonly secret: string
}

/** A copy of the package. */
export type Library = typeof Client & typeof Config & typeof Fake & typeof Webhooks

/** A step as a runtime is given it: where its deployment is, and what to ask. */
export interface Task {
  readonly name: string
  readonly url: string
  readonly token: string
  /** An address that answers once the deployment has got a request of the API. */
  readonly arrived: string
  readonly when: Action
}

/** What a step came to. */
export type Result = { readonly result: unknown } | { readonly error: Readonly<Record<string, unknown>> }

/** Runs steps with a copy of the library; prints clients and errors as a careless program would. */
export async function runTasks(library: Library, tasks: readonly Task[]): Promise<Record<string, Result>> {
  const results: Record<string, Result> = {}
  for (const task of tasks) results[task.name] = await runTask(library, task)
  return results
}

async function runTask(library: Library, { url, token, arrived, when }: Task): Promise<Result> {
  try {
    const connect: Connect = (key, options) => {
      const deployment = library.createDeploymentClient({ url, token: key, ...options })
      console.log(deployment, String(deployment), JSON.stringify(deployment))
      return deployment
    }
    const result = await act(when, token, arrived, connect, library)
    return { result: result ?? 'done' }
  } catch (error) {
    console.error(error, String(error), JSON.stringify(error))
    return {
      error: library.isDeploymentError(error) ? { ...error, name: error.name } : { reason: reasonOf(error) },
    }
  }
}

/** Creates a client of the step's deployment. */
type Connect = (token: string, options?: Pick<DeploymentClientOptions, 'fetch'>) => DeploymentClient

async function act(
  action: Action,
  token: string,
  arrived: string,
  connect: Connect,
  library: Library,
): Promise<unknown> {
  switch (action[0]) {
    case 'list':
      return connect(token).env.list(action[1])
    case 'set':
      return connect(token).env.set(action[1], action[2])
    case 'listAndSet':
      return listAndSet(connect(token), action[1])
    case 'setWithToken':
      return connect(action[1]).env.set(action[2])
    case 'setWithoutFetch':
      return setWithoutFetch(connect(token), action[1])
    case 'listWithoutStreams':
      return connect(token, { fetch: fetchWithoutStreams }).env.list()
    case 'unset':
      return connect(token).env.unset(action[1])
    case 'plan':
      return plan(library, connect(token), action[1])
    case 'apply':
      return apply(library, connect(token), action[1])
    case 'applyStale':
      return applyStale(library, connect(token), action[1])
    case 'sync':
      return sync(connect(token))
    case 'abort':
      return abort(connect(token), action[1], arrived)
    case 'fake':
      return callFake(library)
    case 'listeningFake':
      return callListeningFake(library)
    case 'receive':
      return receive(library, action[1])
    case 'meter':
      return meter(library, action[1])
    case 'sign':
      return library.signWebhook(action[1], action[2])
  }
}

async function listAndSet({ env }: DeploymentClient, values: Readonly<Record<string, string>>) {
  await env.list()
  await env.set(values)
}

async function setWithoutFetch({ env }: DeploymentClient, values: Readonly<Record<string, string>>) {
  const { fetch } = globalThis
  Reflect.set(globalThis, 'fetch', undefined)
  try {
    await env.set(values)
  } finally {
    Reflect.set(globalThis, 'fetch', fetch)
  }
}

/** Answers as React Native does, whose responses have no `body`. */
async function fetchWithoutStreams(request: Request): Promise<Response> {
  return Object.defineProperty(await fetch(request), 'body', { value: undefined })
}

async function plan(library: Library, client: DeploymentClient, environment: DesiredEnvironment) {
  const made = await library.planDeployment(client, { environment })
  return made.environment.changes.map(({ action, name }) => [action, name])
}

async function apply(library: Library, client: DeploymentClient, environment: DesiredEnvironment) {
  const config = { environment }
  const made = await library.planDeployment(client, config)
  console.log(made)
  const saved: SavedPlan = JSON.parse(JSON.stringify(made))
  const { status, unverified } = await library.applyPlan(client, saved, { config })
  return { status, unverified }
}

async function applyStale(library: Library, client: DeploymentClient, environment: DesiredEnvironment) {
  const made = await library.planDeployment(client, { environment })
  await client.env.set({ A: 'moved' })
  await library.applyPlan(client, made)
}

async function sync({ dataSync }: DeploymentClient) {
  const found: string[] = []
  for await (const { values } of dataSync.pages()) {
    for (const { ts, value } of values) found.push(String(ts), String(value?.count))
  }
  return found
}

async function abort({ env }: DeploymentClient, reason: string, arrived: string) {
  const controller = new AbortController()
  const call = env.list({ signal: controller.signal })
  await Promise.race([call, fetch(arrived)])
  controller.abort(reason)
  return call
}

async function callFake({ createFakeDeployment, createDeploymentClient }: Library) {
  const { url, token, fetch } = createFakeDeployment()
  const { env } = createDeploymentClient({ url, token, fetch })
  await env.set({ A: '1' })
  return env.list()
}

async function callListeningFake({ createFakeDeployment, createDeploymentClient }: Library) {
  const fake = createFakeDeployment({ environmentVariables: { A: '1' } })
  await fake.listen()
  try {
    return await createDeploymentClient({ url: fake.url, token: fake.token }).env.list()
  } finally {
    await fake.close()
  }
}

/** Answers as a receiver does, to a standard request. */
async function receive(library: Library, { body, signature, secret }: SignedBody): Promise<unknown> {
  const headers = { 'x-webhook-signature': signature }
  const request = new Request('https://logs.example.com', { method: 'POST', body, headers })
  try {
    const { id, events } = await library.receiveWebhook(request, { secrets: ['another-secret', secret] })
    return { isItsSignature: id === signature, topics: events.map(({ topic }) => topic) }
  } catch (error) {
    if (!(error instanceof library.WebhookError)) throw error
    console.error(error, String(error), JSON.stringify(error))
    return { refused: error.toResponse().status }
  }
}

async function meter(library: Library, { body, signature, secret }: SignedBody): Promise<unknown> {
  const headers = { 'x-webhook-signature': signature }
  const first = library.createMeter({ by: 'deployment' })
  const second = library.createMeter({ by: 'deployment' })
  const delivery = await library.receiveWebhook({ headers, body }, { secrets: [secret] })
  const counted = [first.add(delivery)]
  second.restore(JSON.parse(JSON.stringify(first.snapshot())))
  counted.push(second.add(delivery))
  return { counted, totals: Object.fromEntries(second.totals()) }
}

function reasonOf(thrown: unknown): unknown {
  return thrown instanceof Error ? thrown.message : thrown
}
