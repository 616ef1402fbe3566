import type { EnvironmentChange, EnvironmentVariable } from '../environment/changes.js'
import type { CallOptions } from '../transport/settings.js'

/** What a contract has to know of variables; `changes` are never empty. */
export interface EnvironmentBackend {
  list(options: CallOptions): Promise<EnvironmentVariable[]>
  update(changes: readonly EnvironmentChange[], options: CallOptions): Promise<void>
}
