// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

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
  updateEnvironmentVariables: { method: 'POST', path: '/update_environment_variables', retry: 'idempotent' },
  listEnvironmentVariables: { method: 'GET', path: '/list_environment_variables', retry: 'always' },
  listAuditLogEvents: { method: 'GET', path: '/list_audit_log_events', retry: 'always' },
  getDeploymentInfo: { method: 'GET', path: '/deployment_info', retry: 'always' },
  getCurrentUsage: { method: 'GET', path: '/get_current_usage', retry: 'always' },
  listUsageLimits: { method: 'GET', path: '/list_usage_limits', retry: 'always' },
  createUsageLimit: { method: 'POST', path: '/create_usage_limit', retry: 'once' },
  updateUsageLimit: { method: 'POST', path: '/update_usage_limit/{id}', retry: 'idempotent' },
  deleteUsageLimit: { method: 'POST', path: '/delete_usage_limit/{id}', retry: 'once' },
  updateCanonicalUrl: { method: 'POST', path: '/update_canonical_url', retry: 'idempotent' },
  getCanonicalUrls: { method: 'GET', path: '/get_canonical_urls', retry: 'always' },
  listLogStreams: { method: 'GET', path: '/list_log_streams', retry: 'always' },
  getLogStream: { method: 'GET', path: '/get_log_stream/{id}', retry: 'always' },
  deleteLogStream: { method: 'POST', path: '/delete_log_stream/{id}', retry: 'once' },
  createLogStream: { method: 'POST', path: '/create_log_stream', retry: 'once' },
  updateLogStream: { method: 'POST', path: '/update_log_stream/{id}', retry: 'idempotent' },
  rotateWebhookSecret: { method: 'POST', path: '/rotate_webhook_secret/{id}', retry: 'once' },
  pauseDeployment: { method: 'POST', path: '/pause_deployment', retry: 'idempotent' },
  unpauseDeployment: { method: 'POST', path: '/unpause_deployment', retry: 'once' },
  dataSync: { method: 'POST', path: '/data/sync', retry: 'once', retryWith: { cursor: 'always' }, bulk: true, bigints: ['snapshotTs', 'ts', 'value'] },
  listActiveSyncs: { method: 'GET', path: '/data/list_active_syncs', retry: 'always', bigints: ['syncedTs'] },
} as const satisfies Table<v1Types.paths, v1Types.operations>

/** The operations of `openapi/v1-beta.yaml`. */
export const v1Beta = {
  listEnvironmentVariables: { method: 'POST', path: '/list_environment_variables', retry: 'always' },
  updateEnvironmentVariables: { method: 'POST', path: '/update_environment_variables', retry: 'idempotent' },
  deleteEnvironmentVariables: { method: 'POST', path: '/delete_environment_variables', retry: 'idempotent' },
} as const satisfies Table<v1BetaTypes.paths, v1BetaTypes.operations>
