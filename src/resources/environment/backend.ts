import { isDeploymentError } from '../../errors.js'
import type { CallOptions } from '../../transport/settings.js'
import type { EnvironmentChange, EnvironmentVariable } from './changes.js'

/** What a contract has to know of variables; `changes` are never empty. */
export interface EnvironmentBackend {
  list(options?: CallOptions): Promise<EnvironmentVariable[]>
  update(changes: readonly EnvironmentChange[], options?: CallOptions): Promise<void>
}

/** Whether a write that failed with this surely had no effect. */
export function isRefused(error: unknown): boolean {
  return isDeploymentError(error) && error.outcome !== 'unknown'
}
