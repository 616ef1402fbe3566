import { UnexpectedResponseError } from '../errors.js'
import { cursorGuard } from '../resources/paging.js'

/** One page of a list. */
interface Page<Item> {
  readonly items: readonly Item[]
  readonly pagination: { readonly hasMore: boolean; readonly nextCursor?: string | null }
}

/** The pages without an item that may come one after another. */
const MOST_EMPTY = 100

/**
 * Yields the items of all pages, each once: in a list that changes while it is read, one may move to a later page.
 * @throws {UnexpectedResponseError} if the pages do not advance
 */
export async function* itemsOf<Item>(
  operation: string,
  keyOf: (item: Item) => unknown,
  ask: (cursor: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  const assertNew = cursorGuard(operation)
  const yielded = new Set<unknown>()
  let cursor: string | undefined
  let empty = 0
  do {
    const { items, pagination } = await ask(cursor)
    empty = items.length === 0 ? empty + 1 : 0
    if (empty > MOST_EMPTY) {
      const message = `${operation} goes on without an item: the list has no end.`
      throw new UnexpectedResponseError(message, { operation, outcome: 'unknown', status: 200 })
    }
    for (const item of items) {
      const key = keyOf(item)
      if (yielded.has(key)) continue
      yielded.add(key)
      yield item
    }
    cursor = nextOf(operation, pagination)
    assertNew(cursor)
  } while (cursor)
}

/** Returns the cursor of the next page. A list that says that there is more, but not where, is not whole. */
export function nextOf(
  operation: string,
  { hasMore, nextCursor }: Page<never>['pagination'],
): string | undefined {
  if (!hasMore || nextCursor) return (hasMore && nextCursor) || undefined
  const message = `${operation} says that there is more, but not where: the list is not whole.`
  throw new UnexpectedResponseError(message, { operation, outcome: 'unknown', status: 200 })
}

type Present<Members> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> }

/** Returns the members that are not `undefined`. */
export function present<Members extends object>(members: Members): Present<Members>
export function present(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
