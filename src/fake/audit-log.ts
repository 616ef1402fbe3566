import type { FakeOperation } from './call.js'
import { pageLimit, pageStart, pagination } from './paging.js'
import { auditLogDays } from './plan.js'
import { forbidden } from './refusal.js'
import type { FakeState } from './state.js'

const DEFAULT_LIMIT = 15
const DAY_MS = 86_400_000

/** Lists the events since a time, oldest first. */
export const listAuditLogEvents: FakeOperation = ({ state, query, now }) => {
  const from = Number(query.get('from'))
  const limit = pageLimit(query, DEFAULT_LIMIT)
  const list = `audit ${from}`
  const start = pageStart(state, list, query)
  checkPlan(state, from, now)
  const items = state.auditLog.filter(({ createTime }) => createTime >= from).slice(start, start + limit)
  return { items, pagination: pagination(state, list, start, items.length, limit) }
}

function checkPlan(state: FakeState, from: number, now: number): void {
  const days = auditLogDays(state)
  if (days === null) throw forbidden('AuditLogsDisabled', 'The plan has no audit log.')
  if (days >= 0 && from < now - days * DAY_MS) {
    throw forbidden('AuditLogsTooOld', `The plan keeps the audit log of the last ${days} days only.`)
  }
}
