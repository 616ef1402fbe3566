import type { FakeOperation } from './call.js'
import { mintCursor, readCursor } from './ids.js'
import { badRequest, forbidden } from './refusal.js'
import type { FakeState } from './state.js'

const DEFAULT_LIMIT = 15
const LARGEST_LIMIT = 100
const DAY_MS = 86_400_000

/** Events from a moment on, oldest first. A page that is full says that there is more, though the next may be empty. */
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

/** The limit of a page, which is refused rather than capped. */
export function pageLimit(query: URLSearchParams, fallback: number): number {
  const limit = Number(query.get('limit') ?? fallback)
  if (limit >= 1 && limit <= LARGEST_LIMIT) return limit
  throw badRequest('LimitOutOfRange', `The limit must be from 1 to ${LARGEST_LIMIT}.`)
}

/** Whether there is another page, which only reading past the end can tell. */
export function pagination(state: FakeState, query: string, start: number, count: number, limit: number) {
  if (count < limit) return { hasMore: false }
  return { hasMore: true, nextCursor: mintCursor(state, query, { offset: start + count }) }
}

function checkPlan({ personality, plan }: FakeState, from: number, now: number): void {
  const days = personality === 'selfHosted' ? null : plan.auditLogRetentionDays
  if (days === null) throw forbidden('AuditLogsDisabled', 'The plan has no audit log.')
  if (days >= 0 && from < now - days * DAY_MS) {
    throw forbidden('AuditLogsTooOld', `The plan keeps the audit log of the last ${days} days only.`)
  }
}
