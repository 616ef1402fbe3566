import { http } from '../../support/socket-server.js'
import { type Arrival, BUSY, type Case, FAILED, SUCCESS } from './case.js'

const DAY_MS = 24 * 3_600_000
const AT_ONCE = { reads: 1, writes: 1 } as const

/** What a server asks for by `Retry-After`, and a wall clock that is set meanwhile. */
export const waits: readonly Case[] = [
  { fault: 'a Retry-After in seconds', answer: busy('2'), ...BUSY, waits: 2_000 },
  { fault: 'a Retry-After of zero', answer: busy('0'), ...BUSY, waits: 0 },
  { fault: 'a Retry-After with leading zeros', answer: busy('007'), ...BUSY, waits: 7_000 },
  { fault: 'a Retry-After as a date', answer: busyUntil(5_000), ...BUSY, waits: 5_000 },
  { fault: 'a Retry-After as a date that has passed', answer: busyUntil(-60_000), ...BUSY, waits: 0 },
  ...['-5', '1.5', 'soon', 'Tue, 99 Foo 2026 04:05:16 GMT'].map(value => ({
    fault: `a Retry-After of ${JSON.stringify(value)}`,
    answer: busy(value),
    ...BUSY,
  })),
  {
    fault: 'a Retry-After of more than a minute',
    answer: busy('61'),
    ...BUSY,
    ...AT_ONCE,
    details: { retryAfterMs: 61_000 },
  },
  {
    fault: 'a huge Retry-After',
    answer: busy('9'.repeat(400)),
    ...BUSY,
    ...AT_ONCE,
    details: { retryAfterMs: Number.POSITIVE_INFINITY },
  },
  {
    fault: 'a Retry-After as a date in a year',
    answer: busyUntil(365 * DAY_MS),
    ...BUSY,
    ...AT_ONCE,
    details: { retryAfterMs: 365 * DAY_MS },
  },
  {
    fault: 'a Retry-After that would pass `totalTimeout`',
    answer: busy('20'),
    options: { totalTimeout: 20_000 },
    ...BUSY,
    ...AT_ONCE,
    details: { retryAfterMs: 20_000 },
  },
  {
    fault: 'a Retry-After of a 503 without a code',
    answer: ({ socket }) => socket.end(http('503 Unavailable', '', ['retry-after: 3'])),
    ...FAILED,
    waits: 3_000,
    details: { retryAfterMs: 3_000 },
  },
  {
    fault: 'a Retry-After of a 404',
    answer: ({ socket }) => socket.end(http('404 Not Found', '', ['retry-after: 3'])),
    settles: 'NotFoundError',
    outcome: 'rejected',
    ...AT_ONCE,
    details: { retryAfterMs: 3_000 },
  },

  {
    fault: 'a clock that is set a day ahead while it waits',
    answer: jumping(DAY_MS, busy('2')),
    ...BUSY,
    waits: 2_000,
  },
  {
    fault: 'a clock that is set back a day while it waits',
    answer: jumping(-DAY_MS, busy('2')),
    ...BUSY,
    waits: 2_000,
  },
  {
    fault: 'a clock that is set back a day after a date was computed',
    answer: datedThenJumping(-DAY_MS),
    ...BUSY,
    ...AT_ONCE,
    details: { retryAfterMs: DAY_MS + 5_000 },
  },
  {
    fault: 'a clock that is set a day ahead after a date was computed',
    answer: datedThenJumping(DAY_MS),
    ...BUSY,
    waits: 0,
  },
  {
    fault: 'a clock that is set a year ahead before a good answer',
    answer: jumping(365 * DAY_MS, ({ socket, good }) => socket.end(http('200 OK', good))),
    ...SUCCESS,
  },
]

function busy(retryAfter: string) {
  return ({ socket }: Arrival) => void socket.end(http('429 Busy', '', [`retry-after: ${retryAfter}`]))
}

function busyUntil(ms: number) {
  return (arrival: Arrival) => busy(new Date(Date.now() + ms).toUTCString())(arrival)
}

function jumping(ms: number, answer: (arrival: Arrival) => void) {
  return (arrival: Arrival) => {
    arrival.jump(ms)
    answer(arrival)
  }
}

function datedThenJumping(ms: number) {
  return (arrival: Arrival) => {
    const date = new Date(Date.now() + 5_000).toUTCString()
    arrival.jump(ms)
    busy(date)(arrival)
  }
}
