import type { CallOptions } from '../transport/options.js'
import type { V1Client, V1Schemas } from './v1.js'

/** The consumption of each metric since the start of the day and of the month (UTC). */
export type CurrentUsage = V1Schemas['CurrentUsage']

/** An existing usage limit. */
export type UsageLimit = V1Schemas['UsageLimit']

/** The settings of a usage limit. */
export type UsageLimitConfig = V1Schemas['UsageLimitConfig']

/** The consumption of a deployment. */
export interface UsageResource {
  /** Reads the consumption. The numbers are complete once `seedStatus` is `complete`. Reads only. */
  current(options?: CallOptions): Promise<CurrentUsage>
}

export function createUsage(client: V1Client): UsageResource {
  return {
    current: options => client.GET('/get_current_usage', options),
  }
}

/** Limits that warn of a deployment's consumption, or stop the deployment. */
export interface UsageLimitsResource {
  /** Lists all limits. Reads only. */
  list(options?: CallOptions): Promise<UsageLimit[]>
  /**
   * Creates a limit. Writes, and is not sent again if it may have taken effect.
   * @throws {BadRequestError} if a limit of the same metric, window and type exists, or the consumption exceeds it
   * @example
   * await deployment.usageLimits.create({ metric: 'functionCalls', window: 'day', limitType: 'disable', limit: 1_000_000, enabled: true })
   */
  create(limit: UsageLimitConfig, options?: CallOptions): Promise<UsageLimit>
  /**
   * Replaces a limit. Writes. Needs all fields.
   * @throws {NotFoundError} if there is no limit with that id
   */
  update(id: string, limit: UsageLimitConfig, options?: CallOptions): Promise<UsageLimit>
  /**
   * Deletes a limit. Writes.
   * @throws {NotFoundError} if there is no limit with that id, or no longer
   */
  delete(id: string, options?: CallOptions): Promise<void>
}

export function createUsageLimits(client: V1Client): UsageLimitsResource {
  const at = (id: string) => ({ params: { path: { id } } })

  return {
    list: async options => (await client.GET('/list_usage_limits', options)).usageLimits,
    async create(body, options) {
      return (await client.POST('/create_usage_limit', options, { body })).usageLimit
    },
    async update(id, body, options) {
      return (await client.POST('/update_usage_limit/{id}', options, { ...at(id), body })).usageLimit
    },
    async delete(id, options) {
      await client.POST('/delete_usage_limit/{id}', options, at(id))
    },
  }
}
