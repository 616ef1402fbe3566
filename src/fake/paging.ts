import { badRequest } from './refusal.js'
import { seal, unseal } from './sealed.js'
import type { FakeState } from './state.js'

const LARGEST_LIMIT = 100

/** Returns the limit of a page. Throws if it is out of range: a deployment does not cap it. */
export function pageLimit(query: URLSearchParams, fallback: number): number {
  const limit = Number(query.get('limit') ?? fallback)
  if (limit >= 1 && limit <= LARGEST_LIMIT) return limit
  throw badRequest('LimitOutOfRange', `The limit must be from 1 to ${LARGEST_LIMIT}.`)
}

/** Returns the number of items before a page. Throws if its cursor is of another deployment or another list. */
export function pageStart(state: FakeState, list: string, query: URLSearchParams): number {
  const cursor = query.get('cursor')
  const start = cursor === null ? 0 : unseal<number>(state, list, cursor)
  if (start !== undefined) return start
  throw badRequest('InvalidCursor', 'The cursor is not one of this deployment and this query.')
}

/** Returns the pagination of a page. A full page has a next one, which may be empty. */
export function pagination(state: FakeState, list: string, start: number, count: number, limit: number) {
  if (count < limit) return { hasMore: false }
  return { hasMore: true, nextCursor: seal(state, list, start + count) }
}
