import { rethrow } from '../errors.js'
import { v1 } from '../schema/contracts.js'
import { memberOf } from '../text/member.js'
import type { CallOptions } from '../transport/options.js'
import { assertBodyFits } from '../transport/request.js'
import { isEqual } from './settings.js'
import { upsert } from './upsert.js'
import type { V1Client, V1Schemas } from './v1.js'

/** The consumption of each metric since the start of the day and of the month (UTC). */
export type CurrentUsage = V1Schemas['CurrentUsage']

/** An existing usage limit. */
export type UsageLimit = V1Schemas['UsageLimit']

/** The settings of a usage limit. */
export type UsageLimitConfig = V1Schemas['UsageLimitConfig']

/** The key of a usage limit: a deployment has at most one limit for each. */
export type UsageLimitKey = Pick<UsageLimit, 'metric' | 'window' | 'limitType'>

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
   * Creates the limit of a metric, a window and a type, or changes the one that exists. Writes, unless it is equal
   * already. Safe to repeat after any error.
   * @throws {BadRequestError} `UsageLimitBelowCurrentUsage` if the consumption exceeds it
   * @example
   * await deployment.usageLimits.set({ metric: 'functionCalls', window: 'day', limitType: 'disable', limit: 1_000_000, enabled: true })
   */
  set(limit: UsageLimitConfig, options?: CallOptions): Promise<UsageLimit>
  /**
   * Deletes the limit of a metric, a window and a type. Writes. Returns false if there is none.
   * @example
   * await deployment.usageLimits.remove({ metric: 'functionCalls', window: 'day', limitType: 'disable' })
   */
  remove(
    limit: Pick<UsageLimitConfig, 'metric' | 'window' | 'limitType'>,
    options?: CallOptions,
  ): Promise<boolean>
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

  const limits: UsageLimitsResource = {
    list: async options => (await client.GET('/list_usage_limits', options)).usageLimits,
    async set(wanted, options) {
      assertBodyFits(v1(), 'createUsageLimit', wanted)
      return upsert(
        async () => (await limits.list(options)).find(limit => hasSameKey(limit, wanted)),
        () => limits.create(wanted, options),
        async found => (isEqual(wanted, found) ? found : limits.update(found.id, wanted, options)),
      )
    },
    async remove(which, options) {
      // A misspelled metric would be found nowhere.
      assertBodyFits(v1(), 'createUsageLimit', { ...which, limit: 1, enabled: true })
      const listed = await limits.list(options).catch(rethrow({ outcome: 'not-sent' }))
      const found = listed.find(limit => hasSameKey(limit, which))
      if (found === undefined) return false
      try {
        await limits.delete(found.id, options)
        return true
      } catch (error) {
        if (memberOf(error, 'code') !== 'UsageLimitNotFound') throw error
        return false
      }
    },
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
  return limits
}

/** Returns true if two limits have the same key. */
export function hasSameKey(a: UsageLimitKey, b: UsageLimitKey): boolean {
  return a.metric === b.metric && a.window === b.window && a.limitType === b.limitType
}
