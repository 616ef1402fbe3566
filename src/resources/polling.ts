import { type ErrorContext, TimeoutError } from '../errors.js'
import { sleep, within } from '../transport/abort.js'
import type { Connection } from '../transport/call.js'

const LONGEST_PAUSE_MS = 2_000

/**
 * Polls with growing pauses until `ask` returns an answer.
 * @param late describes the call for the `TimeoutError`: the start of its message, and its context
 * @param ask returns `undefined` for "not yet"
 * @throws {TimeoutError} if none comes within `totalTimeout`
 */
export function poll<Answer>(
  { limits: { totalTimeout }, url }: Connection,
  signal: AbortSignal | undefined,
  late: () => readonly [what: string, context: ErrorContext],
  ask: (signal: AbortSignal) => Promise<Answer | undefined>,
): Promise<Answer> {
  const expired = () => {
    const [what, context] = late()
    return new TimeoutError(`${what}: timed out after \`totalTimeout\` (${totalTimeout} ms).`, {
      ...context,
      url,
    })
  }
  return within(totalTimeout, signal, expired, async ({ signal: inner }) => {
    for (let pause = 100; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const answer = await ask(inner)
      if (answer !== undefined) return answer
      await sleep(pause * (0.5 + Math.random() / 2), inner)
    }
  })
}
