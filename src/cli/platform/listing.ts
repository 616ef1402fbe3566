import type { Deployment, ManagementClient } from '../../management/index.js'
import { assertOneOf } from '../flags.js'
import { usage } from '../refusal.js'
import { type Row, styled } from '../terminal/line.js'

/** A deployment on Convex's cloud. */
export type CloudDeployment = Extract<Deployment, { kind: 'cloud' }>

/** The deployments of a team or a project that a command line chooses, and what a confirmation calls them by. */
export interface Listing {
  readonly label: string
  readonly management: ManagementClient
  readonly deployments: readonly CloudDeployment[]
}

/** Lists the deployments that a command line chooses. Those on the machines of members are left out. */
export async function listChosen(
  open: () => Promise<ManagementClient>,
  options: {
    readonly team: string | undefined
    readonly project: string | undefined
    readonly where: readonly string[] | undefined
  },
  signal: AbortSignal,
): Promise<Listing> {
  const { findScope, readWhere } = await import('../deployment/platform.js')
  assertOneOf(options, 'team', 'project')
  if (options.team === undefined && options.project === undefined)
    throw usage('Name the deployments by --project TEAM/PROJECT, or by --team TEAM.')
  const fits = readWhere(options.where)
  const management = await open()
  const { label, query } = await findScope(management, options, signal)
  const deployments: CloudDeployment[] = []
  for await (const deployment of management.deployments.list(query, { signal }))
    if (deployment.kind === 'cloud' && fits(deployment)) deployments.push(deployment)
  return { label, management, deployments }
}

/** Shows one deployment of a list. */
export function row(deployment: CloudDeployment): Row {
  const { name, deploymentType, reference, region, isDefault, createTime, lastDeployTime } = deployment
  return [
    styled('bold', name),
    `${deploymentType}${isDefault ? ' (default)' : ''}`,
    reference,
    region,
    styled('dim', `deployed ${dayOf(lastDeployTime ?? createTime)}`),
  ]
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
