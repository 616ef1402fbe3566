import { audit, type FakeCall, type FakeOperation } from './call.js'
import { createId, readId } from './ids.js'
import { badRequest, Refusal } from './refusal.js'
import type { FakeUsageLimit } from './state.js'

/** Returns the consumption of every metric. */
export const getCurrentUsage: FakeOperation = ({ state }) => {
  const metrics = Array.from(state.usage, ([metric, { unit, current_day, current_month }]) => [
    metric,
    { unit, usage: { current_day, current_month } },
  ])
  return { metrics: Object.fromEntries(metrics), seedStatus: state.seedStatus }
}

/** Lists all limits, in the order of their ids. */
export const listUsageLimits: FakeOperation = ({ state }) => ({
  usageLimits: [...state.usageLimits].sort((a, b) => (a.id < b.id ? -1 : 1)),
})

export const createUsageLimit: FakeOperation = call => {
  const config = checkedConfig(call, undefined)
  const usageLimit = { id: createId('usageLimits'), ...config }
  call.state.usageLimits.push(usageLimit)
  audit(call, 'create_usage_limit', { id: usageLimit.id, config: clean(config) })
  return { usageLimit }
}

export const updateUsageLimit: FakeOperation = call => {
  const previous = existing(call)
  const config = checkedConfig(call, previous.id)
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
  call.state.usageLimits = call.state.usageLimits.filter(({ id }) => id !== limit.id)
  audit(call, 'delete_usage_limit', { id: limit.id, config: clean(withoutId(limit)) })
}

function existing({ state, id }: FakeCall): FakeUsageLimit {
  if (readId('usageLimits', id) !== 'ours')
    throw badRequest('InvalidId', 'The id is not one of a usage limit.')
  const limit = state.usageLimits.find(candidate => candidate.id === id)
  if (limit) return limit
  throw new Refusal(404, 'UsageLimitNotFound', 'There is no usage limit of that id.')
}

function checkedConfig({ state, body }: FakeCall, replaced: string | undefined): Omit<FakeUsageLimit, 'id'> {
  const config = {
    metric: String(body.metric),
    window: String(body.window),
    limitType: String(body.limitType),
    limit: Number(body.limit),
    enabled: body.enabled === true,
  }
  if (config.limit < 1) throw badRequest('InvalidUsageLimit', 'The limit must be at least 1.')
  const used = state.usage.get(config.metric)
  const consumed = (config.window === 'day' ? used?.current_day : used?.current_month) ?? 0
  if (config.enabled && config.limit < consumed) {
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
  if (config.limitType === 'warning' && state.deploymentType === 'dev' && state.personality === 'cloud') {
    throw badRequest('UsageLimitWarningNotSupported', 'Development deployments have no warnings.')
  }
  return config
}

function withoutId({ id: _, ...config }: FakeUsageLimit): Omit<FakeUsageLimit, 'id'> {
  return config
}

/** Returns a limit as the audit log writes it: 64-bit integers are decimal strings. */
function clean(config: Omit<FakeUsageLimit, 'id'>): object {
  return { ...config, limit: String(config.limit) }
}
