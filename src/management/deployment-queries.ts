import { refusal } from '../errors.js'
import { memberOf } from '../text/member.js'
import { type CallOptions, readOptions } from '../transport/options.js'
import type { ManagementMethods, ManagementSchemas } from './contract.js'
import { explained, isOfDeployment } from './errors.js'
import { itemsOf, present } from './pages.js'
import { projectPath } from './projects.js'

/** A deployment: on Convex's cloud, or on the machine of a member. */
export type Deployment = ManagementSchemas['Deployment']

/** The purpose of a deployment. */
type DeploymentType = ManagementSchemas['NewDeploymentType']

interface Filters {
  readonly deploymentType?: DeploymentType | undefined
  /** True for default deployments alone, false for the others alone. */
  readonly isDefault?: boolean | undefined
}

/** The deployments of a team on Convex's cloud to list. */
export interface TeamDeploymentsQuery extends Filters {
  readonly teamId: number
  readonly projectId?: number | undefined
  /** A part of the name or the reference. */
  readonly q?: string | undefined
  /** The id of the member who created them. */
  readonly creator?: number | undefined
  /**
   * The order. In another one than `createTime`, a deployment may move to a page that was read already.
   * @default 'createTime'
   */
  readonly sortBy?: 'createTime' | 'lastDeployTime' | 'reference' | undefined
  /** @default 'asc' */
  readonly sortOrder?: 'asc' | 'desc' | undefined
}

/** The deployments of a project to list. */
export interface ProjectDeploymentsQuery extends Filters {
  readonly projectId: number
  readonly teamId?: undefined
  /**
   * True for the deployments on the machine of the member who asks, too. They have no address.
   * @default false
   */
  readonly includeLocal?: boolean | undefined
}

/** The deployments to list: of a team, or of a project. */
export type DeploymentsQuery = TeamDeploymentsQuery | ProjectDeploymentsQuery

/** Names a deployment of a project, by its reference or as the default one. */
export type DeploymentSelector = (
  | { readonly projectId: number; readonly team?: undefined; readonly project?: undefined }
  | { readonly team: string | number; readonly project: string; readonly projectId?: undefined }
) &
  (
    | { readonly reference: string; readonly default?: undefined }
    /** `dev` is that of the member whose token it is. */
    | { readonly default: 'prod' | 'dev'; readonly reference?: undefined }
  )

const FILTERS = ['projectId', 'teamId', 'deploymentType', 'isDefault']
const OF_TEAM = [...FILTERS, 'q', 'creator', 'sortBy', 'sortOrder']
const OF_PROJECT = [...FILTERS, 'includeLocal']

/** Yields the deployments of a team page by page, or those of a project, which the API answers at once. */
export async function* listDeployments(
  client: ManagementMethods,
  asked: DeploymentsQuery,
  options: CallOptions | undefined,
): AsyncGenerator<Deployment> {
  // Of a kind that is newer than the document nothing is known.
  const keyOf = (deployment: Deployment) => memberOf(deployment, 'name') ?? deployment
  if (asked.teamId === undefined) {
    const { projectId, teamId: _, ...filters } = readOptions(asked, OF_PROJECT, 'a list of a project')
    const params = { path: { project_id: projectId }, query: present(filters) }
    return yield* itemsOf('listProjectDeployments', keyOf, async () => {
      const items = await explained(client, options, () =>
        client.GET('/projects/{project_id}/list_deployments', options, { params }),
      )
      return { items, pagination: { hasMore: false } }
    })
  }
  const { teamId, sortBy, sortOrder, ...filters } = readOptions(asked, OF_TEAM, 'a list of a team')
  const order = { sortBy: sortBy ?? 'createTime', sortOrder: sortOrder ?? 'asc' }
  yield* itemsOf('listTeamDeployments', keyOf, cursor => {
    const query = { limit: 100, ...order, ...present({ ...filters, cursor }) }
    const params = { path: { team_id: teamId }, query }
    return explained(client, options, () =>
      client.GET('/teams/{team_id}/list_deployments', options, { params }),
    )
  })
}

/** Finds the deployment of a project that has a reference, or that is the default one. */
export async function findDeployment(
  client: ManagementMethods,
  asked: DeploymentSelector,
  options: CallOptions | undefined,
): Promise<Deployment | undefined> {
  const known = ['projectId', 'team', 'project', 'reference', 'default']
  const { projectId, team, project, reference, default: type } = readOptions(asked, known, '`find`')
  const query =
    type === undefined ? present({ reference }) : { [`default${type === 'prod' ? 'Prod' : 'Dev'}`]: true }
  if ((reference === undefined) === (type === undefined) || ![undefined, 'prod', 'dev'].includes(type))
    throw refusal('reference', "Name the deployment by `reference`, or by `default`, 'prod' or 'dev'.")
  const ask = () => {
    if (projectId !== undefined)
      return client.GET('/projects/{project_id}/deployment', options, {
        params: { path: { project_id: projectId }, query },
      })
    const path = projectPath('project', team, project)
    return client.GET('/teams/{team_id_or_slug}/projects/{project_slug}/deployment', options, {
      params: { path, query },
    })
  }
  return explained(client, options, ask).catch((error: unknown) => {
    if (isOfDeployment(error)) return undefined
    throw error
  })
}
