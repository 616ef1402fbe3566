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
  const before = (a: Item, b: Item) => sign * compare(positionOf(a), positionOf(b))
  const after = positionIn(query.get('cursor'))
  const rest = [...list].sort(before).filter(item => !after || sign * compare(positionOf(item), after) > 0)
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  const hasMore = rest.length > limit && last !== undefined
  return { items, pagination: hasMore ? { hasMore, nextCursor: cursorOf(positionOf(last)) } : { hasMore } }
}

function compare(a: Position, b: Position): number {
  for (const [index, left] of a.entries()) {
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
