import { parseUrl } from '../../text/url.js'
import type { FakeLogStream } from '../state.js'
import { attempt, type Outcome } from './attempt.js'
import type { Clock } from './clock.js'
import type { WrittenEvent } from './event.js'
import { type Deliver, signedDelivery, silence } from './request.js'

const LARGEST_BATCH = 128
const MOST_ATTEMPTS = 6
const MOST_VERIFICATION_ATTEMPTS = 3
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
/** The number of events that wait for a slow endpoint. Later ones are dropped. */
const LONGEST_QUEUE = 32_768

/** An attempt to deliver events, or events that were not sent. */
export interface FakeDelivery {
  /** The time at which it began, by the fake's clock. */
  readonly at: number
  /** The id of the log stream. */
  readonly streamId: string
  /** The kind of the log stream, such as `webhook`. */
  readonly kind: string
  /** The host and the port of its URL, without user and password. */
  readonly host: string | undefined
  /** The number of events. */
  readonly events: number
  /** The number of the attempt, from 1. */
  readonly attempt: number
  /** False if nothing was sent. `reason` says why. */
  readonly sent: boolean
  /** The status of the answer, if there was one. */
  readonly status?: number
  /** What follows the attempt: `again` is another one, `dropped` none. Absent if nothing was sent, or the stream stopped. */
  readonly verdict?: 'delivered' | 'again' | 'dropped'
  /** Why the events were not delivered. */
  readonly reason?: string
}

/** What all sinks of a fake share. */
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
  /** Adds the events of its topics to the queue, and sends them. */
  take(events: readonly WrittenEvent[]): void
  /** Forgets the queue, and ends the attempt that is under way. */
  stop(): void
  /** Resolves when the queue is empty. Undefined while nothing is sent. */
  readonly work: Promise<void> | undefined
}

/** Creates the sink of a log stream. It keeps the secret of now: as in a deployment, a rotation does not reach it. */
export function createSink(
  { id: streamId, config, hmacSecret: secret = '' }: FakeLogStream,
  sends: (topic: string) => boolean,
  { clock, deliver, record }: Sending,
): Sink {
  const { logStreamType: kind, format } = config
  const url = String(config.url)
  const host = parseUrl(url)?.host || undefined
  const silent = silence(kind, url, deliver)
  const life = new AbortController()
  let queue: string[] = []
  let failures = 0
  let work: Promise<void> | undefined

  function note(row: Pick<FakeDelivery, 'events' | 'sent'> & Partial<FakeDelivery>): void {
    record({ at: clock.now(), streamId, kind, host, attempt: 1, ...row })
  }

  async function send(events: readonly string[], mostAttempts: number): Promise<Outcome> {
    if (silent !== undefined) {
      note({ events: events.length, sent: false, reason: silent })
      return { verdict: 'delivered' }
    }
    const delivery = await signedDelivery({ url, format, secret }, events)
    for (let number = 1; !life.signal.aborted; number++) {
      const at = clock.now()
      const outcome = await attempt(delivery, deliver ?? fetch, clock, life.signal)
      const { verdict, ...answer } = outcome
      const last = verdict !== 'again' || number === mostAttempts
      note({ at, events: events.length, attempt: number, sent: true, ...answer, ...shown(verdict, last) })
      if (verdict === 'again') failures += 1
      if (last) return outcome
      // A deployment waits for a random part of this time.
      await clock.wait(Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS), life.signal)
    }
    return { verdict: 'stopped', reason: 'The stream stopped.' }
  }

  async function sendQueue(): Promise<void> {
    while (queue.length > 0) {
      const { verdict } = await send(queue.splice(0, LARGEST_BATCH), MOST_ATTEMPTS)
      if (verdict === 'delivered') failures = 0
    }
    work = undefined
  }

  return {
    silent: silent !== undefined,
    get work() {
      return work
    },
    async verify({ json }) {
      const { verdict, reason } = await send([json], MOST_VERIFICATION_ATTEMPTS)
      if (verdict === 'delivered') return undefined
      return verdict === 'again' ? `Gave up after ${MOST_VERIFICATION_ATTEMPTS} attempts. ${reason}` : reason
    },
    take(events) {
      const chosen = events.filter(({ topic }) => sends(topic)).map(({ json }) => json)
      const room = LONGEST_QUEUE - queue.length
      queue = queue.concat(chosen.slice(0, room))
      const surplus = chosen.length - room
      if (surplus > 0) note({ events: surplus, sent: false, reason: 'The queue of the stream is full.' })
      if (queue.length > 0) work ??= sendQueue()
    },
    stop() {
      queue = []
      life.abort()
    },
  }
}

function shown(verdict: Outcome['verdict'], last: boolean): Pick<FakeDelivery, 'verdict'> {
  if (verdict === 'stopped') return {}
  if (verdict === 'delivered') return { verdict }
  return { verdict: last ? 'dropped' : 'again' }
}
