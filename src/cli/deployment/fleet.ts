import { Pace } from '../../config/pace.js'
import type { DeploymentClient } from '../../index.js'
import { once } from '../../text/once.js'
import { printable, quoteStart } from '../../text/quote.js'
import { assertOneOf, dashed, group, type OptionsIn, text, texts, whole } from '../flags.js'
import type { Host } from '../host.js'
import type { Interruption } from '../interruption.js'
import { moved, refused, usage } from '../refusal.js'
import type { Terminal } from '../terminal/terminal.js'
import { unlessAbsent } from './absent.js'
import { labelOf } from './credentials.js'
import { assertChoice, type CloudDeployment, listChosen } from './listing.js'
import { findToken, managementBy } from './management.js'
import type { Deployments, OpenDeployment } from './open.js'
import type { DeploymentOptions } from './options.js'

export const FLEET = group('Several deployments:', {
  team: text('<team>', 'all of a team, by CONVEX_ACCESS_TOKEN'),
  project: text('<team/project>', 'all of a project, by CONVEX_ACCESS_TOKEN'),
  where: texts('<field=pattern>', 'those with this type, reference, name, region or class; may be repeated'),
  deployments: text('<file>', 'JSON: [{ "name" or "url", "key": "VARIABLE" }, …]'),
  concurrency: whole('<n>', 'how many at once (4)', 1),
  allowHost: texts('<host>', 'a host outside of convex.cloud that the file may send its keys to'),
})

export type FleetOptions = OptionsIn<typeof FLEET>

/** The flags that name several deployments, each by itself. */
const WAYS = ['deployments', 'team', 'project'] as const

/** Several deployments, as a file lists them, or as a team or a project has them. */
export interface Fleet {
  /** The word that a confirmation repeats, before the number of deployments. */
  readonly label: string
  /** True if they are a part of a team or a project. */
  readonly isPart: boolean
  readonly members: readonly FleetMember[]
  /** The token that opens all of them, if there is one. */
  readonly token?: string
  /** Keeps them all to one pace. */
  readonly pace: Pace
  /** Returns one by its name that is not among them, or nothing if it does not exist any more. */
  readonly find: (name: string) => Promise<FleetMember | undefined>
}

/** One deployment of several, before it is opened. */
export interface FleetMember {
  readonly label: string
  /** A name that no other one has. */
  readonly name: string
  /** The key that opens it alone. */
  readonly token?: string
  /** True if it is known to have existed: one that does not is then gone. */
  readonly mayVanish: boolean
  /** True for one that is gone: it cannot be opened. */
  readonly isGone?: true
  /** @param follow receives its client, before anything is sent */
  readonly connect: (follow?: (client: DeploymentClient) => void) => Promise<OpenDeployment>
}

/** The parts of a run that name several deployments. */
interface Finding {
  readonly options: FleetOptions & DeploymentOptions
  readonly deployments: Deployments
  readonly host: Host
  readonly interruption: Interruption
  readonly terminal: Terminal
}

/** The flags of every command that name one deployment. */
const ONE = ['deployment', 'url', 'local', 'region'] as const

/**
 * Returns true for a command line that is for several deployments. Refuses flags that do not go together.
 * @param forOne the flags of the command that are for one deployment alone
 * @param forSeveral those that are for several alone
 */
export function isFleet<Options extends FleetOptions & DeploymentOptions>(
  options: Options,
  forOne: readonly (keyof Options & string)[] = [],
  forSeveral: readonly (keyof Options & string)[] = [],
): boolean {
  assertChoice(options)
  assertOneOf(options, ...WAYS)
  const way = WAYS.find(name => options[name] !== undefined)
  if (way !== undefined) {
    for (const flag of [...ONE, ...forOne]) assertOneOf<Options>(options, way, flag)
    return true
  }
  const without = ['concurrency' as const, ...forSeveral].find(name => options[name])
  if (without === undefined) return false
  throw usage(`${dashed(without)} goes with --deployments, --team or --project.`)
}

/** Finds the deployments that a command line names, and opens none. */
export async function findFleet(finding: Finding): Promise<Fleet> {
  const { options, deployments } = finding
  if (options.deployments === undefined) return findOfToken(finding)
  const listed = await deployments.readFleet(options.deployments, options.allowHost)
  const label = printable(options.deployments)
  return {
    label,
    isPart: false,
    pace: new Pace(options.concurrency ?? CONCURRENCY),
    members: listed.map(credentials => ({
      label: labelOf(credentials),
      name: [labelOf(credentials), credentials.region].filter(Boolean).join('.'),
      token: credentials.token,
      mayVanish: false,
      connect: follow => deployments.openSilently(credentials, follow),
    })),
    async find(name) {
      throw refused(
        `${label} does not list ${quoteStart(name)}: add it again, or begin anew with another file.`,
      )
    },
  }
}

/** Refuses to work on no deployment: it would look like a success. */
export function assertSome({ label, members }: Fleet): void {
  if (members.length === 0) throw refused(`${label} has no deployment that fits.`)
}

/** Finds those of a team or a project. One on the machine of a member has no address: it is left out. */
async function findOfToken(finding: Finding): Promise<Fleet> {
  const {
    options,
    deployments,
    interruption: { signal },
  } = finding
  const token = once(() => findToken(finding))
  const open = async () => managementBy(await token(), finding)
  const { label, management, deployments: chosen } = await listChosen(open, options, signal)
  const memberOf = (deployment: CloudDeployment): FleetMember => {
    const { name, deploymentType } = deployment
    return {
      label: name,
      name,
      mayVanish: true,
      async connect(follow) {
        const client = management.connect(deployment, { timeout: options.timeout })
        follow?.(client)
        return deployments.openConnected(client, name, deploymentType)
      },
    }
  }
  return {
    label,
    isPart: options.where !== undefined,
    token: await token(),
    pace: new Pace(options.concurrency ?? CONCURRENCY),
    members: chosen.map(memberOf),
    async find(name) {
      const found = await management.deployments.get(name, { signal }).catch(unlessAbsent)
      if (found?.kind !== 'cloud') return undefined
      if (found.deploymentType === 'prod' && options.where !== undefined)
        throw moved(
          `"${printable(name)}" is production, and does not fit --where any more. Begin anew with another file.`,
        )
      return memberOf(found)
    },
  }
}

/** The number of deployments that are worked on at once, unless the command line says another. */
export const CONCURRENCY = 4
