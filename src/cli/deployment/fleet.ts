import { printable } from '../../text/quote.js'
import { assertOneOf, group, type OptionsIn, text, texts, whole } from '../flags.js'
import type { Host } from '../host.js'
import type { Interruption } from '../interruption.js'
import { listChosen } from '../platform/listing.js'
import { openManagement } from '../platform/open.js'
import { refused, usage } from '../refusal.js'
import { labelOf } from './credentials.js'
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
  readonly members: readonly FleetMember[]
}

/** One deployment of several, before it is opened. */
export interface FleetMember {
  readonly label: string
  readonly connect: () => Promise<OpenDeployment>
}

/** The parts of a run that name several deployments. */
interface Finding {
  readonly options: FleetOptions & DeploymentOptions
  readonly deployments: Deployments
  readonly host: Host
  readonly interruption: Interruption
}

/** Returns true for a command line that is for several deployments. */
export function isFleet({ deployments, team, project, where }: FleetOptions): boolean {
  if (where !== undefined && team === undefined && project === undefined)
    throw usage('--where goes with --team or --project.')
  return [deployments, team, project].some(named => named !== undefined)
}

/** Refuses a flag that is for one deployment, where several are named. */
export function assertSingle<Options extends FleetOptions>(
  options: Options,
  flag: keyof Options & string,
): void {
  for (const way of WAYS) assertOneOf<Options>(options, way, flag)
}

/** Finds the deployments that a command line names, and opens none. */
export async function findFleet(finding: Finding): Promise<Fleet> {
  const { options, deployments } = finding
  assertOneOf(options, ...WAYS)
  for (const flag of ['deployment', 'url', 'local', 'region'] as const) assertSingle(options, flag)
  if (options.deployments === undefined) return findOfToken(finding)
  const listed = await deployments.readFleet(options.deployments, options.allowHost)
  return {
    label: printable(options.deployments),
    members: listed.map(credentials => ({
      label: labelOf(credentials),
      connect: () => deployments.openSilently(credentials),
    })),
  }
}

/** Finds those of a team or a project. One on the machine of a member has no address: it is left out. */
async function findOfToken({ options, deployments, host, interruption }: Finding): Promise<Fleet> {
  const { signal } = interruption
  const open = () => openManagement({ options, host, interruption })
  const { label, management, deployments: chosen } = await listChosen(open, options, signal)
  const members = chosen.map((deployment): FleetMember => {
    const { name, deploymentType } = deployment
    const connect = () => management.connect(deployment, { timeout: options.timeout })
    return {
      label: name,
      connect: async () => deployments.openConnected(connect(), name, deploymentType),
    }
  })
  if (members.length === 0) throw refused(`${label} has no deployment that fits.`)
  return { label, members }
}
