import { NotFoundError, refusal } from '../../errors.js'
import { isEqual } from '../../resources/settings.js'
import type { UsageLimitConfig } from '../../resources/usage.js'
import { v1 } from '../../schema/contracts.js'
import type { Keep } from '../keep.js'
import { assertFits, type Found, readMembers, type Section, unlessDone, type Wanted } from './section.js'

/** The limit of a metric, a window and a type: `limit: null` deletes it, and `keep: true` wants any. */
export type DesiredUsageLimit = Readonly<Pick<UsageLimitConfig, 'metric' | 'window' | 'limitType'>> &
  (
    | {
        /** The consumption at which it warns or stops the deployment. */
        readonly limit: number | null
        /** An existing limit keeps its own if this is left out. @default true */
        readonly enabled?: boolean
      }
    | Keep
  )

const MEMBERS = ['metric', 'window', 'limitType', 'limit', 'enabled', 'keep']

/** The section of the usage limits. A name is a metric, a window and a type, such as `databaseIoGb/day/warning`. */
export const usageLimits: Section = {
  name: 'usageLimits',
  readWanted(given) {
    if (!Array.isArray(given)) throw refusal('usageLimits', '`usageLimits` must be an array of limits.')
    const read = new Map<string, Wanted>()
    for (const [index, item] of given.entries()) {
      const [name, wanted] = readLimit(item, `usageLimits[${index}]`)
      if (read.has(name))
        throw refusal('usageLimits', `\`usageLimits\` has ${name} twice: name each limit once.`)
      read.set(name, wanted)
    }
    return read
  },
  async read(client, options) {
    const limits = await client.usageLimits.list(options)
    return new Map(
      limits.map(({ id, metric, window, limitType, limit, enabled }): [string, Found] => [
        `${metric}/${window}/${limitType}`,
        { id, settings: { limit, enabled } },
      ]),
    )
  },
  keysOf: () => [],
  isSame: isEqual,
  show: (_, settings) => settings,
  isWeaker: (before, after) =>
    Number(after.limit) > Number(before.limit) || (before.enabled === true && after.enabled === false),
  async write({ usageLimits: limits }, { name, found, wanted }, options) {
    const { id = '' } = found ?? {}
    if (wanted === null) return unlessDone(limits.delete(id, options), NotFoundError, 'UsageLimitNotFound')
    const [metric, window, limitType] = name.split('/')
    const body = { metric, window, limitType, enabled: true, ...found?.settings, ...wanted }
    assertFits<UsageLimitConfig>(v1().createUsageLimit.request, body, name)
    if (found) await limits.update(id, body, options)
    else await limits.create(body, options)
    return {}
  },
}

function readLimit(given: unknown, path: string): [name: string, Wanted] {
  const { keep, ...limit } = readMembers(given, MEMBERS, path)
  const { metric, window, limitType, ...settings } = limit
  // Only the identity counts where there is nothing to set.
  const bare = keep === true || settings.limit === null
  const filled = { enabled: true, ...limit, ...(bare && { limit: 1 }) }
  assertFits<UsageLimitConfig>(v1().createUsageLimit.request, filled, path)
  if (keep !== undefined && (keep !== true || Object.keys(settings).length > 0))
    throw refusal(path, `\`${path}\` must have \`keep: true\` or a \`limit\`, and not both.`)
  return [`${metric}/${window}/${limitType}`, keep ? 'keep' : settings.limit === null ? null : settings]
}
