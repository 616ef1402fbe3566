import { managementV1 } from '../../../generated/management-operations.js'
import type { operations } from '../../../generated/management-v1.js'
import type { Operation } from '../../schema/operation.js'
import type { PlatformOperation } from './call.js'
import * as deployments from './deployments.js'
import * as keys from './keys.js'
import * as projects from './projects.js'
import * as settings from './settings.js'

/** An operation of the management API, by its id. */
export type FakePlatformOperationId = keyof operations

const OPERATIONS: Record<FakePlatformOperationId, PlatformOperation> = {
  getTokenDetails: projects.getTokenDetails,
  listProjects: projects.listProjects,
  getProject: projects.getProject,
  getProjectBySlug: projects.getProject,
  createProject: projects.createProject,
  listTeamDeployments: deployments.listTeamDeployments,
  listProjectDeployments: deployments.listProjectDeployments,
  getDeployment: deployments.getDeployment,
  updateDeployment: deployments.updateDeployment,
  findDeployment: deployments.findDeployment,
  findDeploymentBySlug: deployments.findDeployment,
  createDeployment: deployments.createDeployment,
  deleteDeployment: deployments.deleteDeployment,
  listDeploymentRegions: projects.listDeploymentRegions,
  listDeploymentClasses: projects.listDeploymentClasses,
  createDeployKey: keys.createDeployKey,
  listDeployKeys: keys.listDeployKeys,
  deleteDeployKey: keys.deleteDeployKey,
  createPreviewDeployKey: keys.createPreviewDeployKey,
  listPreviewDeployKeys: keys.listPreviewDeployKeys,
  deletePreviewDeployKey: keys.deletePreviewDeployKey,
  listDefaultEnvironmentVariables: settings.listDefaultEnvironmentVariables,
  updateDefaultEnvironmentVariables: settings.updateDefaultEnvironmentVariables,
  createCustomDomain: settings.createCustomDomain,
  deleteCustomDomain: settings.deleteCustomDomain,
  listCustomDomains: settings.listCustomDomains,
}

export function platformOperationIds(): string[] {
  return Object.keys(OPERATIONS)
}

/** An operation that a path leads to, with the parameters of the path. */
export interface PlatformRoute {
  readonly id: string
  readonly operation: Operation
  readonly run: PlatformOperation
  readonly path: Readonly<Record<string, string>>
}

interface Template extends Omit<PlatformRoute, 'path'> {
  readonly pattern: RegExp
}

let templates: readonly Template[] | undefined

function createTemplates(): Template[] {
  const runs = new Map<string, PlatformOperation>(Object.entries(OPERATIONS))
  return Object.entries(managementV1()).flatMap(([id, operation]: [string, Operation]) => {
    const run = runs.get(id)
    const pattern = new RegExp(`^/v1${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
    return run ? [{ id, operation, run, pattern }] : []
  })
}

/** Returns the routes of a path: one per method, an empty list if the path is unknown. */
export function platformRoutesAt(path: string): readonly PlatformRoute[] {
  templates ??= createTemplates()
  return templates.flatMap(({ pattern, ...route }) => {
    const groups = pattern.exec(path)
    if (!groups) return []
    const decoded = Object.entries(groups.groups ?? {}).map(([name, text]) => [name, decode(text)])
    return [{ ...route, path: Object.fromEntries(decoded) }]
  })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
