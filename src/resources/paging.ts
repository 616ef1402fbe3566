import { UnexpectedResponseError } from '../errors.js'

/**
 * Returns a function that throws for a cursor that came before: the pages would have no end. Remembers one cursor, which
 * it moves on at every power of two, so that it finds a circle of any length.
 * @throws {UnexpectedResponseError} if a cursor repeats
 */
export function cursorGuard(operation: string): (cursor: string | null | undefined) => void {
  let known: string | null | undefined
  let count = 0
  return cursor => {
    if (cursor && cursor === known) {
      throw new UnexpectedResponseError(`${operation} repeats a cursor: it would never end.`, {
        operation,
        outcome: 'unknown',
        status: 200,
      })
    }
    // True for a power of two.
    if ((++count & (count - 1)) === 0) known = cursor
  }
}
