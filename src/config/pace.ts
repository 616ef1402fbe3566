import { connectionOf, type DeploymentClient } from '../client.js'
import { RateLimitError } from '../errors.js'
import { memberOf } from '../text/member.js'
import { LONGEST_MS, sleep } from '../transport/abort.js'
import type { Connection } from '../transport/call.js'

/** The longest pause of a fleet, in milliseconds, whatever a deployment asks for; and that of a 429 which asks for none. */
const LONGEST_PAUSE_MS = 60_000
const USUAL_PAUSE_MS = 1_000

/**
 * Keeps the deployments of a fleet to one pace. A 429 of one of them stops all: nothing more is sent to any before its
 * `Retry-After`, or the wait of the call, has passed. Then half as many deployments are worked on at once, and one more for
 * each that succeeds.
 */
export class Pace {
  readonly #most: number
  #limit: number
  /** The deployments that may send. Each other one waits for its turn, also in the middle of its work. */
  readonly #admitted = new Set<object>()
  #pausedUntil = 0
  #wake = () => {}
  #woken: Promise<void> | undefined

  constructor(concurrency = 8) {
    this.#most = concurrency
    this.#limit = concurrency
  }

  /**
   * Runs the work with a deployment.
   * @param work gets a function that has a client wait for its turn before each request
   */
  async run<Result>(
    signal: AbortSignal | undefined,
    work: (follow: (client: DeploymentClient) => void) => Promise<Result>,
  ): Promise<Result> {
    const turn = {}
    const followed = new Map<Pick<Connection, 'rest'>, Connection['rest']>()
    const follow = (one: DeploymentClient) => {
      const connection = connectionOf(one)
      if (!connection) return
      const rest: Connection['rest'] = async (ms, stop, error) => {
        if (error instanceof RateLimitError) this.#slow(turn, ms)
        else if (ms > 0) await sleep(ms, stop)
        await this.#admit(turn, stop)
      }
      followed.set(connection, rest)
      connection.rest = rest
    }
    try {
      await this.#admit(turn, signal)
      const result = await work(follow)
      if (this.#admitted.has(turn)) this.#limit = Math.min(this.#most, this.#limit + 1)
      return result
    } catch (error) {
      const limited = [error, memberOf(error, 'cause')].find(one => one instanceof RateLimitError)
      if (limited) this.#slow(turn, limited.retryAfterMs ?? USUAL_PAUSE_MS)
      throw error
    } finally {
      for (const [connection, rest] of followed) if (connection.rest === rest) connection.rest = undefined
      this.#admitted.delete(turn)
      this.#wake()
      this.#woken = undefined
    }
  }

  /** Pauses the fleet. What was sent before the last pause is no reason to slow down once more. */
  #slow(turn: object, ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + Math.min(ms, LONGEST_PAUSE_MS))
    if (!this.#admitted.has(turn)) return
    this.#limit = Math.ceil(this.#limit / 2)
    this.#admitted.clear()
  }

  async #admit(turn: object, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const pause = this.#pausedUntil - performance.now()
      if (pause > 0) await sleep(pause, signal)
      else if (this.#admitted.has(turn)) return
      else if (this.#admitted.size < this.#limit) this.#admitted.add(turn)
      else {
        this.#woken ??= new Promise(resolve => {
          this.#wake = resolve
        })
        await sleep(LONGEST_MS, signal, this.#woken)
      }
    }
  }
}
