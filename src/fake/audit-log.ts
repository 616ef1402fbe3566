import type { FakeOperation } from './call.js'
import { createCursor, readCursor } from './ids.js'
import { auditLogDays } from './plan.js'
import { badRequest, forbidden } from './refusal.js'
import type { FakeState } from './state.js'

const DEFAULT_LIMIT = 15
const LARGEST_LIMIT = 100
const DAY_MS = 86_400_000

/** Lists the events since a time, oldest first. */
export const listAuditLogEvents: FakeOperation = ({ state, query, now }) => {
  const from = Number(query.get('from'))
  const limit = pageLimit(query, DEFAULT_LIMIT)
  const cursor = query.get('cursor')
  const start =
    cursor === null ? 0 : Number(readCursor(state, `audit ${from}`, cursor, 'InvalidCursor').offset)
  checkPlan(state, from, now)
  const items = state.auditLog.filter(({ createTime }) => createTime >= from).slice(start, start + limit)
  return { items, pagination: pagination(state, `audit ${from}`, start, items.length, limit) }
}

/** Returns the limit of a page. Throws if it is out of range: a deployment does not cap it. */
export function pageLimit(query: URLSearchParams, fallback: number): number {
  const limit = Number(query.get('limit') ?? fallback)
  if (limit >= 1 && limit <= LARGEST_LIMIT) return limit
  throw badRequest('LimitOutOfRange', `The limit must be from 1 to ${LARGEST_LIMIT}.`)
}

/** Returns the pagination of a page. A full page has a next one, which may be empty. */
export function pagination(state: FakeState, query: string, start: number, count: number, limit: number) {
  if (count < limit) return { hasMore: false }
  return { hasMore: true, nextCursor: createCursor(state, query, { offset: start + count }) }
}

function checkPlan(state: FakeState, from: number, now: number): void {
  const days = auditLogDays(state)
  if (days === null) throw forbidden('AuditLogsDisabled', 'The plan has no audit log.')
  if (days >= 0 && from < now - days * DAY_MS) {
    throw forbidden('AuditLogsTooOld', `The plan keeps the audit log of the last ${days} days only.`)
  }
}
