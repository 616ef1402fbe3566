import { badRequest } from '../refusal.js'
import { absent, type PlatformCall, type PlatformOperation, projectOf, teamOf, textOf } from './call.js'
import { regionOf } from './deployments.js'
import { pageOf } from './paging.js'
import { type FakePlatformState, type FakeProject, takeId } from './state.js'

/** Returns what the token of the request is for. */
export const getTokenDetails: PlatformOperation = ({ token }) => {
  const { id, name, createTime, teamId, projectId, kind } = token
  // Nothing is known of the answer for a personal token: it is described as that of a team.
  return () =>
    kind === 'oauthProject'
      ? { type: 'projectToken', id, name, createTime, projectId }
      : { type: 'teamToken', id, name, createTime, teamId }
}

export const listProjects: PlatformOperation = call => {
  const { state, query } = call
  const team = teamOf(call)
  const part = (query.get('q') ?? '').toLowerCase()
  const listed = state.projects.filter(
    ({ teamId, name, slug }) =>
      teamId === team.id && (name.toLowerCase().includes(part) || slug.toLowerCase().includes(part)),
  )
  return () => {
    const { items, pagination } = pageOf(listed, query, true, ({ id }) => [id])
    return { items: items.map(project => viewOf(project, state)), pagination }
  }
}

export const getProject: PlatformOperation = call => {
  const project = projectOf(call)
  return () => viewOf(project, call.state)
}

/** Creates a project, and its first deployment if its type is given. */
export const createProject: PlatformOperation = call => {
  const { body, state } = call
  const team = teamOf(call)
  const type = textOf(body.deploymentType)
  const region = regionOf(call, textOf(body.deploymentRegion))
  const project = newProject(state, team.id, textOf(body.projectName) ?? '', call.now())
  const first = type && {
    type,
    region,
    class: textOf(body.deploymentClass) ?? 's16',
    reference: undefined,
    isDefault: type === 'prod' || type === 'dev',
    expiresAt: null,
    creator: null,
  }
  const deployment = first ? call.add(project, first) : undefined
  const { id, slug } = project
  return () => ({
    id,
    projectId: id,
    slug,
    ...(deployment && { deploymentName: deployment.name, deploymentUrl: deployment.deployment.url }),
  })
}

/** Adds a project without a deployment. Its slug is unique in the team. */
export function newProject(state: FakePlatformState, teamId: number, name: string, now: number): FakeProject {
  if (name.trim() === '') throw badRequest('InvalidProjectName', 'The name of a project must not be empty.')
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'project'
  const taken = state.projects.filter(project => project.teamId === teamId).map(({ slug }) => slug)
  let slug = base
  for (let count = 2; taken.includes(slug); count++) slug = `${base}-${count}`
  const id = takeId(state)
  const project: FakeProject = { id, teamId, name, slug, createTime: now, defaults: [], previewKeys: [] }
  state.projects.push(project)
  return project
}

function viewOf({ id, teamId, name, slug, createTime }: FakeProject, state: FakePlatformState): object {
  const team = state.teams.find(one => one.id === teamId)
  if (team === undefined) throw absent('Team')
  const defaultOf = (type: string) =>
    state.deployments.find(
      ({ projectId, deploymentType, isDefault }) => projectId === id && isDefault && deploymentType === type,
    )?.name
  const names = { prodDeploymentName: defaultOf('prod') ?? null, devDeploymentName: defaultOf('dev') ?? null }
  return { id, name, slug, teamId, teamSlug: team.slug, createTime, ...names }
}

/** Returns the regions, or the classes, that the team may use. */
export const listDeploymentRegions: PlatformOperation = call => {
  teamOf(call)
  return () => ({ items: call.state.regions })
}

export const listDeploymentClasses: PlatformOperation = (call: PlatformCall) => {
  teamOf(call)
  return () => ({ items: call.state.classes })
}
