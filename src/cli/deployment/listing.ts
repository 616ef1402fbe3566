import type { Deployment, ManagementClient } from '../../management/index.js'
import { assertOneOf } from '../flags.js'
import type { Shapes } from '../output.js'
import { usage } from '../refusal.js'
import { findScope } from './scope.js'
import { readWhere } from './where.js'

/** A deployment on Convex's cloud. */
export type CloudDeployment = Extract<Deployment, { kind: 'cloud' }>

/** The parts of a command line that choose deployments of a team or a project. */
export interface Choice {
  readonly team: string | undefined
  readonly project: string | undefined
  readonly where: readonly string[] | undefined
}

/** The deployments of a team or a project that a command line chooses, and what a confirmation calls them by. */
export interface Listing {
  readonly label: string
  readonly management: ManagementClient
  readonly deployments: readonly CloudDeployment[]
}

/** Refuses a choice that contradicts itself. */
export function assertChoice(choice: Choice): void {
  assertOneOf(choice, 'team', 'project')
  if (choice.where !== undefined && choice.team === undefined && choice.project === undefined)
    throw usage('--where goes with --team or --project.')
}

/** Lists the deployments that a command line chooses. Those on the machines of members are left out. */
export async function listChosen(
  open: () => Promise<ManagementClient>,
  choice: Choice,
  signal: AbortSignal,
): Promise<Listing> {
  if (choice.team === undefined && choice.project === undefined)
    throw usage('Name the deployments by --project TEAM/PROJECT, or by --team TEAM.')
  assertChoice(choice)
  const fits = readWhere(choice.where)
  const management = await open()
  const { label, query } = await findScope(management, choice, signal)
  const deployments: CloudDeployment[] = []
  for await (const deployment of management.deployments.list(query, { signal }))
    if (deployment.kind === 'cloud' && fits(deployment)) deployments.push(deployment)
  return { label, management, deployments }
}

/** Returns what `--json` shows of a deployment in every command. One on the machine of a member has no address. */
export function deploymentOf(deployment: Deployment): Shapes['Deployment'] {
  const { name, deploymentType: type } = deployment
  return deployment.kind === 'cloud' ? { name, url: deployment.deploymentUrl, type } : { name, type }
}
