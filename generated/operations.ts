// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

import * as schemas from './schemas.js'
import type * as v1Types from './v1.js'
import type * as v1BetaTypes from './v1-beta.js'

/** When an operation may be sent again: rule 2 of the design, from `x-retry`. */
export type Retry = 'always' | 'idempotent' | 'once'

/** One operation of a document, as the transport needs it. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly retry: Retry
  /** The retry class of a request whose body holds the member named, from `x-retry-with`. */
  readonly retryWith?: { readonly [member: string]: Retry }
  /** Answers may be large and slow, from `x-bulk`. */
  readonly bulk?: true
  /** Members whose integers may exceed 2^53, themselves or within, from `x-bigint`. */
  readonly bigints?: readonly string[]
  /** What its query, its request's body and its answer's must fit, where it has any. */
  readonly query?: schemas.Schema
  readonly request?: schemas.Schema
  readonly response?: schemas.Schema
}

/** Every operation id of the path types, each with a path and a method that they know for it. */
type Table<Paths, Operations> = {
  readonly [Id in keyof Operations]: {
    [Path in keyof Paths & string]: {
      [Method in keyof Paths[Path] & string]: [Paths[Path][Method]] extends [Operations[Id]]
        ? Operation & { readonly method: Uppercase<Method>; readonly path: Path }
        : never
    }[keyof Paths[Path] & string]
  }[keyof Paths & string]
}

/** The operations of `openapi/v1.yaml`. */
export const v1 = {
  updateEnvironmentVariables: { method: 'POST', path: '/update_environment_variables', retry: 'idempotent', request: schemas.UpdateEnvironmentVariablesRequest },
  listEnvironmentVariables: { method: 'GET', path: '/list_environment_variables', retry: 'always', response: schemas.ListEnvironmentVariablesResponse },
  listAuditLogEvents: { method: 'GET', path: '/list_audit_log_events', retry: 'always', query: schemas.listAuditLogEventsQuery, response: schemas.ListAuditLogEventsResponse },
  getDeploymentInfo: { method: 'GET', path: '/deployment_info', retry: 'always', response: schemas.DeploymentInfo },
  getCurrentUsage: { method: 'GET', path: '/get_current_usage', retry: 'always', response: schemas.CurrentUsage },
  listUsageLimits: { method: 'GET', path: '/list_usage_limits', retry: 'always', response: schemas.ListUsageLimitsResponse },
  createUsageLimit: { method: 'POST', path: '/create_usage_limit', retry: 'once', request: schemas.UsageLimitConfig, response: schemas.UsageLimitResponse },
  updateUsageLimit: { method: 'POST', path: '/update_usage_limit/{id}', retry: 'idempotent', request: schemas.UsageLimitConfig, response: schemas.UsageLimitResponse },
  deleteUsageLimit: { method: 'POST', path: '/delete_usage_limit/{id}', retry: 'once' },
  updateCanonicalUrl: { method: 'POST', path: '/update_canonical_url', retry: 'idempotent', request: schemas.UpdateCanonicalUrlRequest },
  getCanonicalUrls: { method: 'GET', path: '/get_canonical_urls', retry: 'always', response: schemas.CanonicalUrls },
  listLogStreams: { method: 'GET', path: '/list_log_streams', retry: 'always', response: schemas.listLogStreamsResponse },
  getLogStream: { method: 'GET', path: '/get_log_stream/{id}', retry: 'always', response: schemas.LogStreamConfig },
  deleteLogStream: { method: 'POST', path: '/delete_log_stream/{id}', retry: 'once' },
  createLogStream: { method: 'POST', path: '/create_log_stream', retry: 'once', request: schemas.CreateLogStreamArgs, response: schemas.CreateLogStreamResponse },
  updateLogStream: { method: 'POST', path: '/update_log_stream/{id}', retry: 'idempotent', request: schemas.UpdateLogStreamArgs },
  rotateWebhookSecret: { method: 'POST', path: '/rotate_webhook_secret/{id}', retry: 'once', response: schemas.RotateWebhookSecretResponse },
  pauseDeployment: { method: 'POST', path: '/pause_deployment', retry: 'idempotent' },
  unpauseDeployment: { method: 'POST', path: '/unpause_deployment', retry: 'once' },
  dataSync: { method: 'POST', path: '/data/sync', retry: 'once', retryWith: { cursor: 'always' }, bulk: true, bigints: ['snapshotTs', 'ts', 'value'], request: schemas.DataSyncArgs, response: schemas.DataSyncResponse },
  listActiveSyncs: { method: 'GET', path: '/data/list_active_syncs', retry: 'always', bigints: ['syncedTs'], query: schemas.listActiveSyncsQuery, response: schemas.ListActiveSyncsResponse },
} as const satisfies Table<v1Types.paths, v1Types.operations>

/** The operations of `openapi/v1-beta.yaml`. */
export const v1Beta = {
  listEnvironmentVariables: { method: 'POST', path: '/list_environment_variables', retry: 'always', response: schemas.listEnvironmentVariablesResponse },
  updateEnvironmentVariables: { method: 'POST', path: '/update_environment_variables', retry: 'idempotent', request: schemas.updateEnvironmentVariablesRequest },
  deleteEnvironmentVariables: { method: 'POST', path: '/delete_environment_variables', retry: 'idempotent', request: schemas.deleteEnvironmentVariablesRequest },
} as const satisfies Table<v1BetaTypes.paths, v1BetaTypes.operations>
