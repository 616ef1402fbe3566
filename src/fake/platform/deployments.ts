import { badRequest } from '../refusal.js'
import {
  absent,
  deploymentOf,
  integerOf,
  type PlatformCall,
  type PlatformOperation,
  projectOf,
  teamOf,
  textOf,
} from './call.js'
import { pageOf } from './paging.js'
import type { FakeLocalDeployment, FakePlatformDeployment, FakeProject } from './state.js'

const SOONEST_EXPIRY_MS = 30 * 60_000
const RESERVED =
  /^(?:prod|dev|cloud|local|default|name|new|existing|deployment|preview)$|^local-|^[a-z]+-[a-z]+-[0-9]+$/

/** Lists the deployments of all projects of a team, page by page. */
export const listTeamDeployments: PlatformOperation = call => {
  const { state, query } = call
  const team = teamOf(call)
  const projects = state.projects.filter(({ teamId }) => teamId === team.id).map(({ id }) => id)
  const part = query.get('q') ?? ''
  const project = query.get('projectId')
  const creator = query.get('creator')
  const listed = filtered(state.deployments, query).filter(
    one =>
      projects.includes(one.projectId) &&
      (project === null || project === `${one.projectId}`) &&
      (creator === null || creator === `${one.creator}`) &&
      (part === '' || one.name.includes(part) || one.reference.includes(part)),
  )
  const order = orderOf(query)
  return () => {
    const { items, pagination } = pageOf(listed, query, query.get('sortOrder') === 'desc', order)
    return { items: items.map(viewOf), pagination }
  }
}

function orderOf(query: URLSearchParams): (one: FakePlatformDeployment) => (string | number)[] {
  switch (query.get('sortBy') ?? 'createTime') {
    case 'createTime':
      return ({ createTime, id }) => [createTime, id]
    case 'lastDeployTime':
      return ({ lastDeployTime, id }) => [lastDeployTime ?? 0, id]
    case 'reference':
      return ({ reference, id }) => [reference, id]
    default:
      throw badRequest('BadQueryArgs', 'The order must be createTime, lastDeployTime or reference.')
  }
}

/** Lists all deployments of a project at once, with the local ones if they are asked for. */
export const listProjectDeployments: PlatformOperation = call => {
  const { state, query } = call
  const project = projectOf(call)
  const inProject = ({ projectId }: { readonly projectId: number }) => projectId === project.id
  const listed = filtered(state.deployments, query).filter(inProject)
  const locals = query.get('includeLocal') === 'true' ? state.locals.filter(inProject) : []
  return () => [...listed.map(viewOf), ...locals.map(viewOfLocal)]
}

function filtered(all: readonly FakePlatformDeployment[], query: URLSearchParams): FakePlatformDeployment[] {
  const [wantedDefault, wantedType] = [query.get('isDefault'), query.get('deploymentType')]
  return all.filter(
    ({ isDefault, deploymentType }) =>
      (wantedDefault === null || wantedDefault === `${isDefault}`) &&
      (wantedType === null || wantedType === deploymentType),
  )
}

export const getDeployment: PlatformOperation = call => {
  const found = deploymentOf(call)
  return () => viewOf(found)
}

/** Finds the deployment of a project that has a reference, or that is the default one. */
export const findDeployment: PlatformOperation = call => {
  const { state, query } = call
  const project = projectOf(call)
  const asked = ['reference', 'defaultProd', 'defaultDev'].filter(name => query.has(name))
  if (asked.length !== 1)
    throw badRequest('BadQueryArgs', 'One of reference, defaultProd and defaultDev is needed.')
  const type = query.get('defaultProd') === 'true' ? 'prod' : 'dev'
  const found = state.deployments.find(
    one =>
      one.projectId === project.id &&
      (query.has('reference')
        ? one.reference === query.get('reference')
        : one.isDefault && one.deploymentType === type),
  )
  if (found === undefined) throw absent('Deployment')
  return () => viewOf(found)
}

export const createDeployment: PlatformOperation = call => {
  const { body, add } = call
  const project = projectOf(call)
  const type = textOf(body.type) ?? ''
  const reference = textOf(body.reference)
  if (reference !== undefined) checkReference(call, project, reference)
  const mayBeDefault = type === 'prod' || type === 'dev'
  const isDefault = typeof body.isDefault === 'boolean' ? body.isDefault : mayBeDefault && !reference
  if (isDefault) checkDefault(call, project, type)
  const wanted = {
    type,
    region: regionOf(call, textOf(body.region)),
    class: classOf(call, textOf(body.class) ?? 's16'),
    reference,
    isDefault,
    expiresAt: expiryOf(call, body.expiresAt),
    creator: null,
  }
  const created = add(project, wanted)
  return () => viewOf(created)
}

/** Changes the settings that the body has. */
export const updateDeployment: PlatformOperation = call => {
  const { body, state } = call
  const found = deploymentOf(call)
  const project = state.projects.find(({ id }) => id === found.projectId)
  const reference = textOf(body.reference)
  const type = textOf(body.deploymentType) ?? found.deploymentType
  if (project && reference !== undefined && reference !== found.reference)
    checkReference(call, project, reference)
  if (project && body.isDefault === true && !found.isDefault) checkDefault(call, project, type)
  const changed: Partial<FakePlatformDeployment> = {
    ...(reference !== undefined && { reference }),
    ...(typeof body.isDefault === 'boolean' && { isDefault: body.isDefault }),
    ...(textOf(body.class) !== undefined && { class: classOf(call, textOf(body.class) ?? '') }),
    ...('expiresAt' in body && { expiresAt: expiryOf(call, body.expiresAt) }),
    ...('dashboardEditConfirmation' in body && {
      dashboardEditConfirmation: flagOf(body.dashboardEditConfirmation),
    }),
    ...('sendLogsToClient' in body && { sendLogsToClient: flagOf(body.sendLogsToClient) }),
    deploymentType: type,
  }
  Object.assign(found, changed)
  const { state: own } = found.deployment
  own.deploymentType = type
  if (own.cloud) own.cloud.reference = found.reference
  return undefined
}

export const deleteDeployment: PlatformOperation = call => {
  call.remove(deploymentOf(call))
  return undefined
}

// Nothing is known of the codes below but their status: the names are the fake's own.

function checkReference({ state }: PlatformCall, { id }: FakeProject, reference: string): void {
  if (!/^[a-z0-9/-]{3,100}$/.test(reference) || RESERVED.test(reference))
    throw badRequest('InvalidReference', 'The reference is not one that a deployment may have.')
  if (state.deployments.some(one => one.projectId === id && one.reference === reference))
    throw badRequest('DuplicateReference', 'A deployment of the project has this reference.')
}

function checkDefault({ state }: PlatformCall, { id }: FakeProject, type: string): void {
  if (type !== 'prod' && type !== 'dev')
    throw badRequest('InvalidDefault', 'Only a production or development deployment can be the default.')
  const taken = state.deployments.some(
    one => one.projectId === id && one.isDefault && one.deploymentType === type,
  )
  if (taken) throw badRequest('DuplicateDefault', 'The project has a default deployment of this type.')
}

function expiryOf({ now }: PlatformCall, value: unknown): number | null {
  const expiresAt = integerOf(value)
  if (expiresAt !== null && expiresAt < now() + SOONEST_EXPIRY_MS)
    throw badRequest('InvalidExpiration', 'The time must be at least 30 minutes ahead.')
  return expiresAt
}

/** Returns a region that the team may use. */
export function regionOf({ state }: PlatformCall, name = 'aws-us-east-1'): string {
  if (state.regions.some(region => region.name === name && region.available)) return name
  throw badRequest('InvalidRegion', 'The team has no such region.')
}

function classOf({ state }: PlatformCall, type: string): string {
  if (state.classes.some(one => one.type === type && one.available)) return type
  throw badRequest('InvalidClass', 'The plan of the team has no such class.')
}

function flagOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}

function viewOf({ deployment, keys: _, domains: __, ...own }: FakePlatformDeployment): object {
  return { kind: 'cloud', ...own, deploymentUrl: deployment.url, previewIdentifier: null }
}

function viewOfLocal(local: FakeLocalDeployment): object {
  return { kind: 'local', deploymentType: 'dev', ...local }
}
