import { audit, byBytes, type FakeCall, type FakeOperation } from './call.js'
import { createId, kindOfId } from './document-ids.js'
import { badRequest, Refusal, serverError } from './refusal.js'
import type { FakeUsageLimit } from './state.js'

/** Returns the consumption of every metric that can be limited, in the order of their names. */
export const getCurrentUsage: FakeOperation = ({ state }) => {
  const metrics = [...state.usage]
    .sort(([a], [b]) => byBytes(a, b))
    .map(([metric, { unit, ...usage }]) => [metric, { unit, usage }])
  return { metrics: Object.fromEntries(metrics), seedStatus: state.seedStatus }
}

/** Lists all limits, in the order of their ids. */
export const listUsageLimits: FakeOperation = ({ state }) => ({
  usageLimits: [...state.usageLimits].sort((a, b) => (a.id < b.id ? -1 : 1)),
})

export const createUsageLimit: FakeOperation = call => {
  const config = checkedConfig(call, undefined)
  call.demandWriter()
  const usageLimit = { id: createId('usageLimits'), ...config }
  call.state.usageLimits.push(usageLimit)
  audit(call, 'create_usage_limit', { id: usageLimit.id, config: clean(config) })
  return { usageLimit }
}

export const updateUsageLimit: FakeOperation = call => {
  const previous = existing(call)
  const config = checkedConfig(call, previous.id)
  call.demandWriter()
  const usageLimit = { id: previous.id, ...config }
  call.state.usageLimits = call.state.usageLimits.map(limit =>
    limit.id === previous.id ? usageLimit : limit,
  )
  audit(call, 'update_usage_limit', {
    id: previous.id,
    previous: clean(withoutId(previous)),
    current: clean(config),
  })
  return { usageLimit }
}

export const deleteUsageLimit: FakeOperation = call => {
  const limit = existing(call)
  call.demandWriter()
  call.state.usageLimits = call.state.usageLimits.filter(({ id }) => id !== limit.id)
  audit(call, 'delete_usage_limit', { id: limit.id, config: clean(withoutId(limit)) })
}

function existing({ state, id }: FakeCall): FakeUsageLimit {
  if (kindOfId('usageLimits', id) !== 'ours')
    throw badRequest('InvalidId', 'The id is not one of a usage limit.')
  const limit = state.usageLimits.find(candidate => candidate.id === id)
  if (limit) return limit
  throw new Refusal(404, 'UsageLimitNotFound', 'There is no usage limit of that id.')
}

/** The first limit that the database cannot hold, whose integers have a sign. */
const TOO_LARGE = 2n ** 63n

function checkedConfig({ state, body }: FakeCall, replaced: string | undefined): Omit<FakeUsageLimit, 'id'> {
  const limit = typeof body.limit === 'bigint' ? body.limit : 0n
  const config = {
    metric: String(body.metric),
    window: String(body.window),
    limitType: String(body.limitType),
    limit: limit > Number.MAX_SAFE_INTEGER ? limit : Number(limit),
    enabled: body.enabled === true,
  }
  if (limit === 0n) throw badRequest('InvalidUsageLimit', 'The limit must be at least 1.')
  const used = state.usage.get(config.metric)
  const consumed = (config.window === 'day' ? used?.current_day : used?.current_month) ?? 0
  if (config.enabled && Number(limit) < consumed) {
    throw badRequest('UsageLimitBelowCurrentUsage', 'More than that has been used in this window already.')
  }
  const twin = state.usageLimits.find(
    ({ id, metric, window, limitType }) =>
      id !== replaced &&
      metric === config.metric &&
      window === config.window &&
      limitType === config.limitType,
  )
  if (twin) throw badRequest('DuplicateUsageLimit', 'There is a limit of this metric, window and type.')
  if (config.limitType === 'warning' && state.deploymentType === 'dev' && state.kind === 'cloud') {
    throw badRequest('UsageLimitWarningNotSupported', 'Development deployments have no warnings.')
  }
  if (limit >= TOO_LARGE) throw serverError()
  return config
}

function withoutId({ id: _, ...config }: FakeUsageLimit): Omit<FakeUsageLimit, 'id'> {
  return config
}

/** Returns a limit as the audit log writes it: 64-bit integers are decimal strings. */
function clean(config: Omit<FakeUsageLimit, 'id'>): object {
  return { ...config, limit: String(config.limit) }
}
