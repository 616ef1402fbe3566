import { isDeploymentError, NotFoundError } from '../errors.js'
import { quote } from '../text/quote.js'
import type { CallOptions } from '../transport/options.js'
import type { ManagementMethods, ManagementSchemas } from './contract.js'

/** The team and the projects that a token can see. */
export interface VisibleTargets {
  /** The id of the team. */
  readonly teamId: number
  /** The slug of the team. Absent if it has no project. */
  readonly teamSlug?: string
  /** The projects, at most 100. A token of a project sees one. */
  readonly projects: readonly { readonly id: number; readonly slug: string; readonly name: string }[]
  /** True if there are more. */
  readonly hasMore: boolean
}

/**
 * Thrown for a 404 of a team or a project: `visible` says what the token can see instead. It is a `NotFoundError`, and
 * has its name.
 */
export class NotVisibleError extends NotFoundError {
  /** The team and the projects that the token can see. */
  readonly visible: VisibleTargets

  constructor(error: NotFoundError, visible: VisibleTargets) {
    super(`${error.message} ${describe(visible)}`, { ...error })
    this.visible = visible
  }
}

/** The number of projects that a message names. */
const MOST_NAMED = 10

function describe({ teamId, teamSlug, projects, hasMore }: VisibleTargets): string {
  const named = projects.slice(0, MOST_NAMED).map(({ slug }) => quote(slug))
  const more = hasMore || projects.length > MOST_NAMED ? ', and more' : ''
  const list = named.length === 0 ? 'no project' : `the projects ${named.join(', ')}${more}`
  const team = teamSlug === undefined ? teamId : `${quote(teamSlug)} (${teamId})`
  return `The token can see ${list} of the team ${team}.`
}

/**
 * Asks, and adds to the 404 of a team or a project what the token can see, by at most two more reads. If those fail, the
 * error is as it was.
 */
export async function explained<Result>(
  client: ManagementMethods,
  options: CallOptions | undefined,
  ask: () => Promise<Result>,
): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    if (!isOfTarget(error)) throw error
    const visible = await targetsOf(client, { ...options, retry: false }).catch(() => undefined)
    options?.signal?.throwIfAborted()
    throw visible ? new NotVisibleError(error, visible) : error
  }
}

/** Returns true for a 404 that is about a team or a project: one with a code, and not that of a deployment. */
function isOfTarget(error: unknown): error is NotFoundError {
  return error instanceof NotFoundError && error.code !== undefined && !isOfDeployment(error)
}

/** Returns true for the 404 of a deployment that does not exist. */
export function isOfDeployment(error: unknown): boolean {
  return error instanceof NotFoundError && error.code === 'DeploymentNotFound'
}

async function targetsOf(
  client: ManagementMethods,
  options: CallOptions,
): Promise<VisibleTargets | undefined> {
  const details: ManagementSchemas['TokenDetails'] = await client.GET('/token_details', options)
  if (details.type === 'projectToken') {
    const path = { project_id: details.projectId }
    const project = await client.GET('/projects/{project_id}', options, { params: { path } })
    return visibleIn(project.teamId, [project], false)
  }
  if (details.type !== 'teamToken') return undefined
  const path = { team_id: details.teamId }
  const { items, pagination } = await client.GET('/teams/{team_id}/projects', options, { params: { path } })
  return visibleIn(details.teamId, items, pagination.hasMore)
}

function visibleIn(
  teamId: number,
  items: readonly ManagementSchemas['Project'][],
  hasMore: boolean,
): VisibleTargets {
  const projects = items.map(({ id, slug, name }) => ({ id, slug, name }))
  const [first] = items
  return { teamId, ...(first && { teamSlug: first.teamSlug }), projects, hasMore }
}

/** Returns a function that throws an error again. Of a write that may have taken effect it says how to find out. */
export function advising(advice: string): (error: unknown) => never {
  return error => {
    if (isDeploymentError(error) && error.outcome === 'unknown') error.message += ` ${advice}`
    throw error
  }
}
