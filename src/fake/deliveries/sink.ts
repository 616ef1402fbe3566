import { parseUrl } from '../../text/url.js'
import type { FakeLogStream } from '../state.js'
import { type Attempted, attempt } from './attempt.js'
import type { Clock } from './clock.js'
import type { WrittenEvent } from './event.js'
import { type Deliver, signedDelivery, silence } from './request.js'

const LARGEST_BATCH = 128
const MOST_ATTEMPTS = 6
const MOST_VERIFICATION_ATTEMPTS = 3
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
/** The number of drains that a sink holds: one that it sends, and eight that wait. */
const MOST_DRAINS = 9

/** An attempt to deliver events, or events for which there was no attempt. */
export interface FakeDelivery {
  /** The time at which it began, by the fake's clock. */
  readonly at: number
  /** The id of the log stream. */
  readonly logStreamId: string
  /** The kind of the log stream, such as `webhook`. */
  readonly kind: string
  /** The host and the port of its URL, without user and password. */
  readonly host: string | undefined
  /** The number of events. */
  readonly eventCount: number
  /** The number of the attempt, from 1. It is 0 if there was no attempt. */
  readonly attempt: number
  /** The status of the answer, if there was one. */
  readonly status?: number
  /**
   * Tells what follows: `retrying` is another attempt. After `dropped` there is no other, as the endpoint refused the events,
   * failed too often, or was too slow for its stream to hold them. Nothing is sent to this stream if it is `not-sent`, and
   * `stopped` is an attempt during which the stream stopped.
   */
  readonly outcome: 'delivered' | 'retrying' | 'dropped' | 'not-sent' | 'stopped'
  /** Tells why the events were not delivered. */
  readonly reason?: string
}

/** The parts of a fake that all its sinks share. */
export interface Sending {
  readonly clock: Clock
  readonly deliver: Deliver | undefined
  readonly record: (row: FakeDelivery) => void
}

/** The part of a deployment that sends the events of one log stream, by the settings that it was started with. */
export interface Sink {
  /** Is true if nothing is sent. */
  readonly silent: boolean
  /** Sends a verification. Returns why it failed, or `undefined`. */
  verify(event: WrittenEvent): Promise<string | undefined>
  /** Sends the events of its topics, after those that it holds. Drops them all if it holds too many drains. */
  take(drain: readonly WrittenEvent[]): void
  /** Forgets its drains, and ends the attempt that is under way. */
  stop(): void
  /** Resolves when it holds no drain. Undefined while it holds none. */
  readonly work: Promise<void> | undefined
}

/** Creates the sink of a log stream. It keeps the secret of now: as in a deployment, a rotation does not reach it. */
export function createSink(
  { id: logStreamId, config, hmacSecret: secret = '' }: FakeLogStream,
  sends: (topic: string) => boolean,
  { clock, deliver, record }: Sending,
): Sink {
  const { logStreamType: kind, format } = config
  const url = String(config.url)
  const host = parseUrl(url)?.host || undefined
  const silent = silence(kind, url, deliver)
  const life = new AbortController()
  let drains: (readonly WrittenEvent[])[] = []
  let failures = 0
  let work: Promise<void> | undefined

  function note(row: Pick<FakeDelivery, 'eventCount' | 'outcome'> & Partial<FakeDelivery>): void {
    record({ at: clock.now(), logStreamId, kind, host, attempt: 0, ...row })
  }

  async function send(events: readonly string[], mostAttempts: number): Promise<Attempted> {
    const eventCount = events.length
    if (silent !== undefined) {
      note({ eventCount, outcome: 'not-sent', reason: silent })
      return { result: 'delivered' }
    }
    const delivery = await signedDelivery({ url, format, secret }, events)
    for (let number = 1; !life.signal.aborted; number++) {
      const at = clock.now()
      const attempted = await attempt(delivery, deliver ?? fetch, clock, life.signal)
      const { result, ...answer } = attempted
      const last = result !== 'failed' || number === mostAttempts
      note({ at, eventCount, attempt: number, outcome: last ? ENDS[result] : 'retrying', ...answer })
      if (result === 'failed') failures += 1
      if (last) return attempted
      // A deployment waits for a random part of this time.
      await clock.wait(Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS), life.signal)
    }
    return { result: 'stopped', reason: 'The stream stopped.' }
  }

  function selected(drain: readonly WrittenEvent[]): string[] {
    return drain.filter(({ topic }) => sends(topic)).map(({ json }) => json)
  }

  async function sendDrain(drain: readonly WrittenEvent[]): Promise<void> {
    const events = selected(drain)
    for (let start = 0; start < events.length && !life.signal.aborted; start += LARGEST_BATCH) {
      const { result } = await send(events.slice(start, start + LARGEST_BATCH), MOST_ATTEMPTS)
      if (result === 'delivered') failures = 0
    }
  }

  async function sendDrains(): Promise<void> {
    try {
      for (let [drain] = drains; drain; [drain] = drains) {
        await sendDrain(drain)
        drains.shift()
      }
    } finally {
      drains = []
      work = undefined
    }
  }

  return {
    silent: silent !== undefined,
    get work() {
      return work
    },
    async verify({ json }) {
      const { result, reason } = await send([json], MOST_VERIFICATION_ATTEMPTS)
      if (result === 'delivered') return undefined
      return result === 'failed' ? `Gave up after ${MOST_VERIFICATION_ATTEMPTS} attempts. ${reason}` : reason
    },
    take(drain) {
      if (drains.length < MOST_DRAINS) {
        drains.push(drain)
        work ??= sendDrains()
        return
      }
      const eventCount = selected(drain).length
      if (eventCount > 0) note({ eventCount, outcome: 'dropped', reason: 'The queue of the stream is full.' })
    },
    stop() {
      drains = []
      life.abort()
    },
  }
}

/** The outcome of the last attempt, by its result. */
const ENDS = {
  delivered: 'delivered',
  failed: 'dropped',
  refused: 'dropped',
  stopped: 'stopped',
} as const satisfies Record<Attempted['result'], FakeDelivery['outcome']>
