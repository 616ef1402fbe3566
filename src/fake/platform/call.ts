import { Refusal } from '../refusal.js'
import type { FakePlatformDeployment, FakePlatformState, FakeProject, FakeTeam, FakeToken } from './state.js'

/** The parts of a platform that operations change. */
export interface PlatformParts {
  readonly state: FakePlatformState
  readonly now: () => number
  /** Creates a deployment that is checked already. */
  readonly add: (project: FakeProject, wanted: WantedDeployment) => FakePlatformDeployment
  /** Deletes a deployment. */
  readonly remove: (deployment: FakePlatformDeployment) => void
}

/** The settings of a deployment to create. */
export interface WantedDeployment {
  readonly type: string
  readonly region: string
  readonly class: string
  readonly reference: string | undefined
  readonly isDefault: boolean
  readonly expiresAt: number | null
  readonly creator: number | null
}

/** A request to the management API, checked as far as it is the same for all operations. */
export interface PlatformCall extends PlatformParts {
  readonly token: FakeToken
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * A function that performs an operation and returns a function that writes the answer: a deployment that was just created has
 * its address a moment later.
 */
export type PlatformOperation = (call: PlatformCall) => (() => unknown) | undefined

/** Returns the refusal of something that does not exist, or that the token cannot see. */
export function absent(what: 'Team' | 'Project' | 'Deployment'): Refusal {
  return new Refusal(404, `${what}NotFound`, `There is no such ${what.toLowerCase()}.`)
}

/** Returns the team in the path, by its id or slug. A token of a project may not ask for teams. */
export function teamOf({ state, token, path }: PlatformCall): FakeTeam {
  const key = path.team_id ?? path.team_id_or_slug
  const team = state.teams.find(({ id, slug }) => key === `${id}` || (!path.team_id && key === slug))
  if (token.kind === 'oauthProject')
    throw new Refusal(403, 'OperationNotPermitted', 'A token of a project may not do this.')
  if (team && (token.kind === 'personal' || token.teamId === team.id)) return team
  throw absent('Team')
}

/** Returns the project in the path, by its id, or by its slug and its team. */
export function projectOf(call: PlatformCall): FakeProject {
  const { state, token, path } = call
  const teamId = path.project_slug === undefined ? undefined : teamOf(call).id
  const project = state.projects.find(({ id, slug, teamId: team }) =>
    teamId === undefined ? path.project_id === `${id}` : team === teamId && slug === path.project_slug,
  )
  if (project && sees(token, project)) return project
  throw absent('Project')
}

/** Returns the deployment in the path. */
export function deploymentOf({ state, token, path }: PlatformCall): FakePlatformDeployment {
  const found = state.deployments.find(({ name }) => name === path.deployment_name)
  const project = state.projects.find(({ id }) => id === found?.projectId)
  if (found && project && sees(token, project)) return found
  throw absent('Deployment')
}

/** Returns true if a token is for a project, or for its team. */
export function sees(token: FakeToken, project: FakeProject): boolean {
  if (token.kind === 'oauthProject') return token.projectId === project.id
  return token.kind === 'personal' || token.teamId === project.teamId
}

/** Returns a text of a body, or `undefined` if it is absent or null. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Returns a whole number of a body, which reads integers as `bigint`, or null if it is absent or null. */
export function integerOf(value: unknown): number | null {
  return typeof value === 'bigint' ? Number(value) : null
}
