import { holdsCredentials } from '../../connection/environment.js'
import { labelOfOrigin } from '../../connection/host.js'
import { keyTarget } from '../../connection/token.js'
import { createDeploymentClient, type DeploymentClient } from '../../index.js'
import { once } from '../../text/once.js'
import { printable } from '../../text/quote.js'
import { assertOneOf } from '../flags.js'
import type { Host } from '../host.js'
import type { Interruption } from '../interruption.js'
import { refused, usage } from '../refusal.js'
import { type Line, styled } from '../terminal/line.js'
import type { Terminal } from '../terminal/terminal.js'
import {
  type Address,
  type Credentials,
  findCredentials,
  findNamedKey,
  findSourceKey,
  labelOf,
  otherSelection,
  readLocal,
} from './credentials.js'
import { readFleet } from './fleet-file.js'
import {
  type Identity,
  identityByBoth,
  identityByDeployment,
  identityByKey,
  identityByPlatform,
  UNKNOWN_TYPE,
} from './identity.js'
import { ACCESS_TOKEN, lookUp, readLayers } from './layers.js'
import type { DeploymentOptions } from './options.js'

/** A deployment to work on, and what is known of it. */
export interface OpenDeployment {
  readonly client: DeploymentClient
  readonly identity: Identity
  /** Its name if its host proves that, else its host: what a confirmation repeats. */
  readonly label: string
  /** The name that its key says, which nothing proves outside of Convex's cloud. An access token says none. */
  readonly named: string | undefined
}

/** The deployments of one command, each opened by a key of its own. */
export type Deployments = ReturnType<typeof createDeployments>

/** The key that was found for a deployment, and the one that the project develops on if that is another. */
interface Selected extends Credentials {
  readonly other?: string | undefined
}

/** The parts of a run that its deployments are opened by. */
interface Opening {
  readonly options: DeploymentOptions
  readonly host: Host
  readonly terminal: Terminal
  readonly interruption: Interruption
}

/**
 * Makes what opens the deployments of one command.
 * @param writes true if the command changes them
 */
export function createDeployments(
  { options, host, terminal, interruption: { signal } }: Opening,
  writes: boolean,
) {
  const { environment, folder, fetch } = host
  const layers = once(() => readLayers(environment, folder, options.credentials, signal))
  const openByKey = ({ token, name, region, url }: Credentials): OpenDeployment => {
    const { allowHttp, timeout } = options
    const address = url === undefined ? { name, region } : { url }
    const { logger } = terminal
    const client = createDeploymentClient({ token, ...address, allowHttp, timeout, fetch, logger })
    const named = keyTarget(token)?.name || undefined
    return { client, label: labelOfOrigin(client.url), named, identity: identityByKey(client, token) }
  }

  /** Describes a deployment that the management API opened. Before a write, the deployment is asked, too. */
  async function connected(client: DeploymentClient, name: string, type: string): Promise<OpenDeployment> {
    const identity = writes ? await identityByBoth(client, type, signal) : identityByPlatform(type)
    return { client, label: name, named: name, identity }
  }

  /** Opens a deployment by its key alone. If the key says that it is not the expected one, nothing is sent. */
  function openUnasked(credentials: Credentials): OpenDeployment {
    const deployment = openByKey(credentials)
    if (deployment.identity.type !== UNKNOWN_TYPE) assertExpected(deployment, options.expect)
    return deployment
  }

  /** Opens a deployment. Before a write, for a guard, and if its key does not say what it is, the deployment is asked. */
  async function identify(credentials: Credentials): Promise<OpenDeployment> {
    const byKey = openUnasked(credentials)
    const known = byKey.identity.type !== UNKNOWN_TYPE
    if (known && !writes && options.expect === undefined) return byKey
    const identity = await identityByDeployment(byKey.client, credentials.token, signal)
    return { ...byKey, identity }
  }

  /** Opens a deployment without introducing it. */
  async function openSilently(credentials: Credentials): Promise<OpenDeployment> {
    const deployment = await identify(credentials)
    assertExpected(deployment, options.expect)
    return deployment
  }

  function introduce(deployment: OpenDeployment, credentials: Selected, as = ''): void {
    const { other } = credentials
    terminal.note(introduction(deployment, credentials, as))
    if (other !== undefined) terminal.note(warning(other, deployment))
  }

  async function openIntroduced(credentials: Selected): Promise<OpenDeployment> {
    const deployment = await identify(credentials)
    introduce(deployment, credentials)
    assertExpected(deployment, options.expect)
    return deployment
  }

  /**
   * Opens a deployment that is named, by the token of its team, and introduces it: the management API knows its region.
   * Returns nothing if there is no token, or a key beside it.
   */
  async function openByToken({ name, region, url }: Address, as = ''): Promise<OpenDeployment | undefined> {
    if (name === undefined || region !== undefined || url !== undefined) return undefined
    const [first] = await layers()
    if (first === undefined || holdsCredentials(first)) return undefined
    const found = lookUp([first], ACCESS_TOKEN)
    if (found === undefined) return undefined
    const { openDeployment } = await import('./platform.js')
    const { client, type } = await openDeployment(name, found.value, { options, host, signal })
    const deployment = await connected(client, name, type)
    introduce(deployment, { token: found.value, from: `${ACCESS_TOKEN} in ${found.from}` }, as)
    return deployment
  }

  /** Reads the flags that name a deployment. */
  function readAddress(): Address {
    const { deployment: name, region, url } = options
    assertOneOf(options, 'deployment', 'url', 'local')
    assertOneOf(options, 'local', 'credentials')
    if (region !== undefined && name === undefined) throw usage('--region goes with --deployment.')
    return { name, region, url }
  }

  /** Returns a deployment that is opened, unless it is not the expected one. */
  function expected(deployment: OpenDeployment | undefined): OpenDeployment | undefined {
    if (deployment) assertExpected(deployment, options.expect)
    return deployment
  }

  /** Finds the key of the deployment that the command line and the environment name. */
  async function select(address: Address): Promise<Selected> {
    if (options.local) return readLocal(folder, signal)
    const found = await layers()
    const credentials = findCredentials(found, address)
    return { ...credentials, other: otherSelection(found, credentials.token) }
  }

  return {
    /** Opens the deployment that the command line and the environment name, and introduces it on stderr. */
    async open(): Promise<OpenDeployment> {
      const address = readAddress()
      return expected(await openByToken(address)) ?? openIntroduced(await select(address))
    },
    /** Opens the same once it answers: a new one can't be asked before, and is asked afterwards only for a guard. */
    async openReady(): Promise<OpenDeployment> {
      const address = readAddress()
      const byToken = expected(await openByToken(address))
      await byToken?.client.ready({ signal })
      if (byToken) return byToken
      const credentials = await select(address)
      const deployment = openUnasked(credentials)
      introduce(deployment, credentials)
      await deployment.client.ready({ signal })
      return options.expect === undefined ? deployment : openSilently(credentials)
    },
    /** Opens a deployment by the key of every command, such as the token of a team, and introduces it. */
    async openAt(address: Address): Promise<OpenDeployment> {
      return expected(await openByToken(address)) ?? openIntroduced(findCredentials(await layers(), address))
    },
    /** Opens a deployment by the variable that holds its key, and introduces it. */
    async openBy(variable: string, address: Address): Promise<OpenDeployment> {
      return openIntroduced(findNamedKey(await layers(), variable, address))
    },
    /** Opens a deployment that is only read from, and introduces it. */
    async openSource(address: Address, variable: string | undefined): Promise<OpenDeployment> {
      const byToken = variable === undefined ? await openByToken(address, 'from ') : undefined
      if (byToken) return byToken
      const credentials = findSourceKey(await layers(), variable, address)
      const source = openByKey(credentials)
      terminal.note(introduction(source, credentials, 'from '))
      return source
    },
    /** Reads a file that lists deployments. */
    readFleet: async (file: string, allowedHosts: readonly string[] | undefined) =>
      readFleet(file, folder, await layers(), signal, allowedHosts),
    openSilently,
    /** Takes a deployment that the management API opened, which says its name and type. */
    async openConnected(client: DeploymentClient, name: string, type: string): Promise<OpenDeployment> {
      const deployment = await connected(client, name, type)
      assertExpected(deployment, options.expect)
      return deployment
    },
  }
}

/** Returns what `--json` shows of a deployment. */
export function deploymentData({ client, label, identity }: OpenDeployment): object {
  return { name: label, url: client.url, type: identity.type }
}

const TYPES = ['prod', 'dev', 'preview', 'custom', 'local', 'self-hosted']

function assertExpected({ identity, label }: OpenDeployment, expected: string | undefined): void {
  if (expected === undefined) return
  const { type, doubt } = identity
  const isType = TYPES.includes(expected)
  if (!isType && label === expected) return
  if (isType && type === expected) {
    if (doubt === undefined || type === 'self-hosted') return
    throw refused(`Expected ${expected}, but ${label} only claims to be that: ${doubt}.`, {
      add: [['--expect', label]],
    })
  }
  throw refused(`Expected ${labelOf({ name: expected })}, but this is ${label} (${printable(type)}).`)
}

/** Returns the line that says which deployment this is. Where no host proves the name in a key, it is quoted. */
function introduction(
  { client, label, named, identity }: OpenDeployment,
  credentials: Credentials,
  as = '',
): Line {
  const about = [identity.type, identity.project].filter(Boolean).join(', ')
  const key =
    client.name !== undefined || named === undefined || named === label
      ? 'key'
      : `key "${labelOf({ name: named })}"`
  return [as, styled('bold', label), ` (${about})`, styled('dim', ` · ${key}: ${credentials.from}`)]
}

function warning(other: string, { label }: OpenDeployment): Line {
  return styled('yellow', `Note: this project develops on ${other}, the key is for ${label}.`)
}
