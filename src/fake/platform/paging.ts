import { base64, bytesOf } from '../base64.js'
import { badRequest } from '../refusal.js'

const LARGEST_PAGE = 100

/** A position in a list: the values by which it is ordered, of the last item of a page. */
type Position = readonly (string | number)[]

/**
 * Returns a page of a list that may change between two pages: a cursor is the position of the last item, not the number of
 * items before it.
 * @param positionOf returns what the list is ordered by, unique for each item
 */
export function pageOf<Item>(
  list: readonly Item[],
  query: URLSearchParams,
  descending: boolean,
  positionOf: (item: Item) => Position,
) {
  const limit = Number(query.get('limit') ?? LARGEST_PAGE)
  if (limit < 1 || limit > LARGEST_PAGE)
    throw badRequest('BadQueryArgs', `The limit must be from 1 to ${LARGEST_PAGE}.`)
  const sign = descending ? -1 : 1
  const after = positionIn(query.get('cursor'))
  // Positions are taken once, and what came before is gone before it is sorted: a list of 10,000 is read by 100 pages.
  const rest = list
    .map(item => ({ item, position: positionOf(item) }))
    .filter(({ position }) => !after || sign * compare(position, after) > 0)
    .sort((a, b) => sign * compare(a.position, b.position))
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rest.length > limit && last !== undefined
  return {
    items: page.map(({ item }) => item),
    pagination: hasMore ? { hasMore, nextCursor: cursorOf(last.position) } : { hasMore },
  }
}

function compare(a: Position, b: Position): number {
  for (let index = 0; index < a.length; index++) {
    const left = a[index] ?? 0
    const right = b[index] ?? left
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

function cursorOf(position: Position): string {
  return base64(new TextEncoder().encode(JSON.stringify(position)))
}

function positionIn(cursor: string | null): Position | undefined {
  if (cursor === null) return undefined
  try {
    const position: unknown = JSON.parse(new TextDecoder().decode(bytesOf(cursor)))
    if (Array.isArray(position)) return position
  } catch {}
  throw badRequest('InvalidCursor', 'The cursor is not one of this list.')
}
