import { holdsCredentials } from '../../connection/environment.js'
import { labelOfOrigin } from '../../connection/host.js'
import { keyTarget } from '../../connection/token.js'
import { createDeploymentClient, type DeploymentClient } from '../../index.js'
import type { ManagementClient } from '../../management/index.js'
import { once } from '../../text/once.js'
import { assertOneOf } from '../flags.js'
import type { Host } from '../host.js'
import type { Interruption } from '../interruption.js'
import type { Shapes } from '../output.js'
import { usage } from '../refusal.js'
import type { Terminal } from '../terminal/terminal.js'
import {
  type Address,
  type Credentials,
  findCredentials,
  findNamedKey,
  findSourceKey,
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
import { assertExpected, introduction, warning } from './introduction.js'
import { ACCESS_TOKEN, ENVIRONMENT, lookUp, readLayers } from './layers.js'
import { managementBy, openManagement } from './management.js'
import type { DeploymentOptions } from './options.js'
import { findSelected } from './selected.js'

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

/** Receives the client of a deployment before anything is sent. */
type Follow = (client: DeploymentClient) => void

/** The key that was found for a deployment, and the one that the project develops on if that is another. */
interface Selected extends Credentials {
  readonly other?: string | undefined
  readonly reference?: string | undefined
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
  async function identify(credentials: Credentials, follow?: Follow): Promise<OpenDeployment> {
    const byKey = openUnasked(credentials)
    follow?.(byKey.client)
    const known = byKey.identity.type !== UNKNOWN_TYPE
    if (known && !writes && options.expect === undefined) return byKey
    const identity = await identityByDeployment(byKey.client, credentials.token, signal)
    return { ...byKey, identity }
  }

  /** Opens a deployment without introducing it. */
  async function openSilently(credentials: Credentials, follow?: Follow): Promise<OpenDeployment> {
    const deployment = await identify(credentials, follow)
    assertExpected(deployment, options.expect)
    return deployment
  }

  function introduce(deployment: OpenDeployment, opener: Omit<Selected, 'token'>, as = ''): void {
    const { other } = opener
    terminal.note(introduction(deployment, opener, as))
    if (other !== undefined) terminal.note(warning(other, deployment))
  }

  async function openIntroduced(credentials: Selected): Promise<OpenDeployment> {
    const deployment = await identify(credentials)
    introduce(deployment, credentials)
    assertExpected(deployment, options.expect)
    return deployment
  }

  /**
   * Opens a deployment that is named, by the token of its team, and introduces it: the management API knows its region, and its
   * name by its reference. Without a project it returns nothing if there is no token, or a key beside it.
   */
  async function openByToken(
    { name, region, url, project }: Address,
    as = '',
  ): Promise<OpenDeployment | undefined> {
    if (name === undefined || region !== undefined || url !== undefined) return undefined
    const management = await (project === undefined
      ? managementBesideKeys()
      : openManagement({ options, host, terminal, interruption: { signal } }))
    if (management === undefined) return undefined
    const found = await findSelected(management, name, project, signal)
    const deployment = await connected(management.connect(found), found.name, found.deploymentType)
    const reference = found.name === name || found.kind !== 'cloud' ? undefined : found.reference
    const from = `${ACCESS_TOKEN} in ${options.credentials ?? ENVIRONMENT}`
    introduce(deployment, { from, reference }, as)
    return deployment
  }

  /** Opens the management API if the first source has a token for it, and no key of a deployment. */
  async function managementBesideKeys(): Promise<ManagementClient | undefined> {
    const [first] = await layers()
    if (first === undefined || holdsCredentials(first)) return undefined
    const token = lookUp([first], ACCESS_TOKEN)?.value
    return token === undefined ? undefined : managementBy(token, { options, host, terminal })
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
export function deploymentData({ client, label, identity }: OpenDeployment): Shapes['Deployment'] {
  return { name: label, url: client.url, type: identity.type }
}
