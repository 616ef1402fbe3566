import { type Permission, permissions } from '../../generated/permissions.js'
import { v1, v1Beta } from '../schema/contracts.js'
import type { Operation } from '../schema/operation.js'
import type { Schema } from '../schema/schema.js'
import { listAuditLogEvents } from './audit-log.js'
import type { FakeOperation } from './call.js'
import { getCanonicalUrls, updateCanonicalUrl } from './canonical-urls.js'
import { dataSync, getActiveSync, listActiveSyncs } from './data-sync.js'
import { getDeploymentInfo, pauseDeployment, unpauseDeployment } from './deployment.js'
import { deleteBeta, listBeta, listEnvironmentVariables, updateEnvironmentVariables } from './environment.js'
import {
  createLogStream,
  deleteLogStream,
  getLogStream,
  listLogStreams,
  rotateWebhookSecret,
  updateLogStream,
} from './log-streams.js'
import { demandExport } from './plan.js'
import type { FakeState } from './state.js'
import { withAllTopics } from './topics.js'
import {
  createUsageLimit,
  deleteUsageLimit,
  getCurrentUsage,
  listUsageLimits,
  updateUsageLimit,
} from './usage.js'

/** A contract that a fake deployment serves. */
export type FakeContract = 'v1' | 'v1-beta'

/** An operation that a path leads to. */
export interface Route {
  readonly id: string
  readonly operation: Operation
  /** The schema by which a deployment reads the body, if it reads one. */
  readonly body: Schema | undefined
  /** Throws if the plan has no such operation. That comes before the permission. */
  readonly gate: ((state: FakeState) => void) | undefined
  readonly permission: Permission | undefined
  readonly run: FakeOperation
  /** The text in the position of the path's parameter, still encoded. */
  readonly rawId: string
}

const V1: Record<keyof ReturnType<typeof v1>, FakeOperation> = {
  updateEnvironmentVariables,
  listEnvironmentVariables,
  listAuditLogEvents,
  getDeploymentInfo,
  getCurrentUsage,
  listUsageLimits,
  createUsageLimit,
  updateUsageLimit,
  deleteUsageLimit,
  updateCanonicalUrl,
  getCanonicalUrls,
  listLogStreams,
  getLogStream,
  deleteLogStream,
  createLogStream,
  updateLogStream,
  rotateWebhookSecret,
  pauseDeployment,
  unpauseDeployment,
  dataSync,
  listActiveSyncs,
  getActiveSync,
}

const V1_BETA: Record<keyof ReturnType<typeof v1Beta>, FakeOperation> = {
  listEnvironmentVariables: listBeta,
  updateEnvironmentVariables,
  deleteEnvironmentVariables: deleteBeta,
}

/** The operations that deployments also serve without a version, for Convex's own CLI. */
const UNVERSIONED = ['/update_environment_variables', '/list_environment_variables', '/update_canonical_url']

const CONTRACTS = {
  v1: { operations: v1, handlers: V1 },
  'v1-beta': { operations: v1Beta, handlers: V1_BETA },
}

/** Returns the routes of a path: one per method, an empty list if the path is unknown. */
export function routesAt(contract: FakeContract, path: string): readonly Route[] {
  const relative = relativePath(contract, path)
  if (relative === undefined) return []
  tables[contract] ??= createTable(contract)
  const { exact, templates } = tables[contract]
  return exact.get(relative) ?? templates.flatMap(template => matched(template, relative))
}

/** The routes of a contract. */
interface Table {
  /** Those whose path has no parameter, by their path. */
  readonly exact: ReadonlyMap<string, readonly Route[]>
  /** The others. */
  readonly templates: readonly Route[]
}

/** The tables of the contracts that were asked so far: each request looks into one. */
const tables: { [contract in FakeContract]?: Table } = {}

function createTable(contract: FakeContract): Table {
  const { operations, handlers } = CONTRACTS[contract]
  const runs = new Map<string, FakeOperation>(Object.entries(handlers))
  const routes = Object.entries(operations()).flatMap(([id, operation]: [string, Operation]): Route[] => {
    const run = runs.get(id)
    if (run === undefined) return []
    const { request } = operation
    const body = request && (LENIENT[id]?.(request) ?? request)
    return [{ id, operation, body, gate: GATES[id], permission: PERMISSIONS[id], run, rawId: '' }]
  })
  const exact = new Map<string, Route[]>()
  for (const route of routes.filter(({ operation }) => !operation.path.includes('{'))) {
    const { path } = route.operation
    exact.set(path, [...(exact.get(path) ?? []), route])
  }
  return { exact, templates: routes.filter(({ operation }) => operation.path.includes('{')) }
}

function relativePath(contract: FakeContract, path: string): string | undefined {
  if (path.startsWith('/api/v1/')) return path.slice('/api/v1'.length)
  const unversioned = path.startsWith('/api/') ? path.slice('/api'.length) : ''
  return contract === 'v1' && UNVERSIONED.includes(unversioned) ? unversioned : undefined
}

/** Returns the route with the text in the position of its parameter, if the path is one of its own. */
function matched(route: Route, path: string): Route[] {
  const [prefix = ''] = route.operation.path.split('{', 1)
  const rawId = path.startsWith(prefix) ? path.slice(prefix.length) : ''
  return rawId === '' || rawId.includes('/') ? [] : [{ ...route, rawId }]
}

/** The bodies that a deployment reads by a wider schema, and judges by rules with codes of their own. */
const LENIENT: { readonly [operation: string]: (schema: Schema) => Schema } = {
  createLogStream: withAllTopics,
  updateLogStream: withAllTopics,
}

const GATES: { readonly [operation: string]: Route['gate'] } = {
  dataSync: demandExport,
  listActiveSyncs: demandExport,
  getActiveSync: demandExport,
}

const PERMISSIONS: { readonly [operation: string]: Permission | undefined } = {
  ...permissions,
  deleteEnvironmentVariables: permissions.updateEnvironmentVariables,
}
