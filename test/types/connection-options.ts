// Never run: the compiler checks that what is right compiles, and that what is wrong does not.
import {
  type CallOptions,
  type ContractName,
  createDeploymentClient,
  createDeploymentClientFromEnvironment,
  type DeploymentClient,
  type DeploymentClientOptions,
  type Middleware,
} from '../../src/index.js'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
declare function check<_ extends true>(): void

const token = 'dev:happy-otter-123|key'

check<Same<ContractName, 'auto' | 'v1' | 'v1-beta'>>()
check<Same<DeploymentClientOptions['token'], string | (() => string | Promise<string>) | undefined>>()
check<Same<ReturnType<typeof createDeploymentClient>, DeploymentClient>>()
check<Same<DeploymentClient['url'], string>>()
check<Same<DeploymentClient['name'], string | undefined>>()

// Every option may be given as undefined, as it comes from a configuration.
const options: DeploymentClientOptions = {
  token,
  name: undefined,
  region: undefined,
  url: undefined,
  allowHttp: undefined,
  contract: undefined,
  fetch: undefined,
  timeout: undefined,
  totalTimeout: undefined,
  maxResponseBytes: undefined,
  retry: undefined,
  headers: undefined,
  middleware: undefined,
  logger: undefined,
}
createDeploymentClient(options)
createDeploymentClient({ token: async () => token, name: 'happy-otter-123', region: 'eu-west-1' })
createDeploymentClient({
  token,
  contract: 'v1-beta',
  fetch: globalThis.fetch,
  logger: console,
  middleware: [],
})
createDeploymentClient({ token, retry: { limit: 0, repeatWrites: true }, headers: { 'x-audit': 'me' } })
createDeploymentClientFromEnvironment()
createDeploymentClientFromEnvironment({ env: process.env })
createDeploymentClientFromEnvironment({ name: 'happy-otter-123' })
createDeploymentClientFromEnvironment({ env: process.env, name: 'happy-otter-123', region: 'eu-west-1' })
createDeploymentClientFromEnvironment({ env: process.env, url: 'https://example.com', timeout: 1000 })
createDeploymentClientFromEnvironment({ env: process.env, region: 'eu-west-1' })

// A variable may be missing: that is refused at run time, by name.
createDeploymentClient({ token: process.env.CONVEX_DEPLOY_KEY })
createDeploymentClient({ token: process.env.CONVEX_DEPLOY_KEY, name: 'happy-otter-123' })

// @ts-expect-error a token is needed
createDeploymentClient({})
// @ts-expect-error options are needed
createDeploymentClient()
// @ts-expect-error null is no token
createDeploymentClient({ token: null })
// @ts-expect-error a token function returns a token in the end
createDeploymentClient({ token: async () => undefined, name: 'happy-otter-123' })
// @ts-expect-error a token function is given nothing
createDeploymentClient({ token: (attempt: number) => `${attempt}`, name: 'happy-otter-123' })
// @ts-expect-error a deployment is named once
createDeploymentClient({ token, name: 'happy-otter-123', url: 'https://example.com' })
// @ts-expect-error a region is a part of a name
createDeploymentClient({ token, region: 'eu-west-1', url: 'https://example.com' })
// @ts-expect-error a token function names no deployment
createDeploymentClient({ token: () => token })
// @ts-expect-error a region alone names no deployment
createDeploymentClient({ token: () => token, region: 'eu-west-1' })
createDeploymentClient({ token: () => token, url: 'https://example.com' })
createDeploymentClient({ token: () => token, name: 'happy-otter-123' })
// @ts-expect-error a URL object is no string
createDeploymentClient({ token, url: new URL('https://example.com') })
// @ts-expect-error it is true or false
createDeploymentClient({ token, allowHttp: 'true' })
// @ts-expect-error milliseconds are a number
createDeploymentClient({ token, timeout: '30s' })
// @ts-expect-error milliseconds are a number
createDeploymentClient({ token, totalTimeout: 1n })
// @ts-expect-error bytes are a number
createDeploymentClient({ token, maxResponseBytes: '16 MiB' })
// @ts-expect-error a number says nothing about writes
createDeploymentClient({ token, retry: 3 })
// @ts-expect-error a string would count as true
createDeploymentClient({ token, retry: { repeatWrites: 'false' } })
// @ts-expect-error `true` says nothing about how often
createDeploymentClient({ token, retry: true })
// @ts-expect-error `limit` counts retries
createDeploymentClient({ token, retry: { limit: 'two' } })
// @ts-expect-error no such contract
createDeploymentClient({ token, contract: 'v2' })
// @ts-expect-error no such option
createDeploymentClient({ token, timout: 1000 })
// @ts-expect-error it is called `limit`
createDeploymentClient({ token, retry: { retries: 3 } })
// @ts-expect-error a header has one text
createDeploymentClient({ token, headers: { 'x-audit': ['a', 'b'] } })
// @ts-expect-error headers are a record, whose names can be checked
createDeploymentClient({ token, headers: new Headers() })
// @ts-expect-error a header has a value
createDeploymentClient({ token, headers: { 'x-audit': undefined } })
// @ts-expect-error a fetch answers
createDeploymentClient({ token, fetch: () => {} })
// @ts-expect-error middleware is a list
createDeploymentClient({ token, middleware: { onRequest() {} } satisfies Middleware })
// @ts-expect-error a logger has methods
createDeploymentClient({ token, logger: console.log })
// @ts-expect-error the variables hold the token
createDeploymentClientFromEnvironment({ env: {}, token })
// @ts-expect-error the variables are an option
createDeploymentClientFromEnvironment(process.env, { timeout: 1000 })
// @ts-expect-error the variables are an option
createDeploymentClientFromEnvironment({ CONVEX_DEPLOY_KEY: token })
// @ts-expect-error a deployment is named once
createDeploymentClientFromEnvironment({ name: 'happy-otter-123', url: 'https://example.com' })
// @ts-expect-error a region is a part of a name
createDeploymentClientFromEnvironment({ region: 'eu-west-1', url: 'https://example.com' })
// @ts-expect-error variables are texts
createDeploymentClientFromEnvironment({ env: { CONVEX_DEPLOY_KEY: 7 } })

// Options of a single call
const call: CallOptions = { signal: undefined, timeout: undefined, retry: undefined }
const deployment = createDeploymentClient({ token })
deployment.env.list(call)
deployment.env.list({ signal: new AbortController().signal, timeout: 1000, retry: false })
// @ts-expect-error a controller is no signal
deployment.env.list({ signal: new AbortController() })
// @ts-expect-error a token is for the whole client
deployment.env.list({ token })
// @ts-expect-error headers are for the whole client
deployment.env.list({ headers: {} })
// @ts-expect-error milliseconds are a number
deployment.env.list({ timeout: '1s' })
// @ts-expect-error `false` turns retries off, `true` says nothing
deployment.env.list({ retry: true })
// @ts-expect-error a signal goes into the options
deployment.env.list(new AbortController().signal)

// @ts-expect-error a client is read-only
deployment.name = 'calm-fox-7'
// @ts-expect-error a client is read-only
deployment.env = createDeploymentClient({ token }).env
// @ts-expect-error a token is not to be read back
deployment.token
