import type { Deliver } from './deliveries/request.js'
import { assertKnown } from './faults.js'
import { randomHex } from './ids.js'
import type { FakeContract } from './routes.js'
import {
  type FakeCloudPlace,
  type FakeKey,
  type FakePlan,
  type FakeState,
  type FakeSyncLimits,
  freshState,
} from './state.js'

/** The options of a fake deployment. */
export interface FakeDeploymentOptions {
  /**
   * The contract that it serves: the one of today's deployments, or the published document.
   * @default 'v1'
   */
  readonly contract?: FakeContract | undefined
  /**
   * The kind of deployment that it imitates: on Convex's cloud or self-hosted.
   * @default 'cloud'
   */
  readonly kind?: FakeState['kind'] | undefined
  /** @default 'happy-otter-123' */
  readonly name?: string | undefined
  /** @default 'dev' */
  readonly deploymentType?: 'dev' | 'prod' | 'preview' | 'custom' | undefined
  /** Its place on the platform that creates it. */
  readonly cloud?: FakeCloudPlace | undefined
  /** The keys that it accepts in addition to `token`. */
  readonly keys?: readonly FakeKey[] | undefined
  readonly plan?: Partial<FakePlan> | undefined
  readonly environmentVariables?: { readonly [name: string]: string } | undefined
  /** Lowers the size of a page of data sync. @default { documents: 16384, bytes: 67108864, rows: 32768 } */
  readonly syncLimits?: Partial<Readonly<FakeSyncLimits>> | undefined
  /**
   * The data that it begins with, from `snapshot()` or `parseState()`: a copy of them, whose first key is its `token`. Then no other
   * option may set data.
   */
  readonly state?: FakeState | undefined
  /** The clock, in milliseconds since the epoch. Commits have its time, too. @default Date.now */
  readonly now?: (() => number) | undefined
  /**
   * Takes the deliveries of webhooks to every address. Without it they are sent to loopback with the global `fetch`, and
   * to no other address.
   * @example createFakeDeployment({ deliver: request => receiver.fetch(request) })
   */
  readonly deliver?: Deliver | undefined
}

const OPTIONS: Readonly<Record<keyof FakeDeploymentOptions, true>> = {
  contract: true,
  kind: true,
  name: true,
  deploymentType: true,
  cloud: true,
  keys: true,
  plan: true,
  environmentVariables: true,
  syncLimits: true,
  state: true,
  now: true,
  deliver: true,
}

/** Throws if an option is unknown. */
export function assertOptions(options: FakeDeploymentOptions): void {
  for (const option of Object.keys(options)) assertKnown(option, Object.keys(OPTIONS), 'an option of a fake')
}

/** The options that set data. */
const DATA = [
  'kind',
  'name',
  'deploymentType',
  'cloud',
  'keys',
  'plan',
  'environmentVariables',
  'syncLimits',
] as const satisfies readonly (keyof FakeDeploymentOptions)[]

/** Returns the data that a fake begins with. Throws if options contradict each other, or can't be. */
export function initialState(options: FakeDeploymentOptions): FakeState {
  if (options.state === undefined) return newState(options)
  const other = DATA.find(option => options[option] !== undefined)
  if (other !== undefined) throw new TypeError(`\`state\` and \`${other}\` can't be combined: both set data.`)
  if (options.state.keys.length === 0)
    throw new TypeError('The `keys` of `state` are empty: the first one is the key of the fake.')
  return structuredClone(options.state)
}

function newState(options: FakeDeploymentOptions): FakeState {
  const { kind = 'cloud', name = 'happy-otter-123', deploymentType = 'dev' } = options
  const state = freshState(name, kind)
  const token = kind === 'cloud' ? `${deploymentType}:${name}|${randomHex(32)}` : `${name}|01${randomHex(64)}`
  state.deploymentType = deploymentType
  if (options.cloud) state.cloud = options.cloud
  state.keys = [{ token }, ...(options.keys ?? [])]
  if (state.keys.some(({ permissions }) => permissions?.length === 0))
    throw new TypeError(
      'The `permissions` of a key are empty, which permits all: leave them out, or list some.',
    )
  state.environmentVariables = new Map(Object.entries(options.environmentVariables ?? {}))
  Object.assign(state.plan, options.plan)
  lowerLimits(state, options.syncLimits)
  return state
}

function lowerLimits({ syncLimits }: FakeState, given: FakeDeploymentOptions['syncLimits'] = {}): void {
  for (const [limit, most] of Object.entries(given)) {
    assertKnown(limit, Object.keys(syncLimits), 'a limit of a sync')
    if (!(most >= 1))
      throw new TypeError(`\`syncLimits.${limit}\` must be at least 1, or a page holds nothing.`)
  }
  Object.assign(syncLimits, given)
}
