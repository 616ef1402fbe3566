import { SETTLING_MS } from '../log-streams.js'
import { mayStreamLogs } from '../plan.js'
import type { FakeAuditEvent, FakeLogStream, FakeState } from '../state.js'
import type { Clock } from './clock.js'
import {
  auditEvent,
  type FakeLogEvent,
  topicFilter,
  VERIFICATION,
  type WrittenEvent,
  writeEvent,
} from './event.js'
import type { Deliver } from './request.js'
import { createSink, type FakeDelivery, type Sink } from './sink.js'

const VERIFICATION_TIMEOUT_MS = 15_000
/** The time in which events are collected before they are sent, unless there are many. */
const COLLECTING_MS = 5_000
const MOST_COLLECTED = 4_096
/** The number of deliveries that a fake remembers. */
const MOST_ROWS = 1_000

/** The part of a deployment that verifies log streams and sends their events. */
export interface LogStreaming {
  readonly deliveries: readonly FakeDelivery[]
  /** Follows the data: starts and stops streams, and collects new events of the audit log. */
  follow(): void
  emit(event: FakeLogEvent): void
  /** Sends everything without waiting, and resolves when nothing is under way. */
  deliverAll(): Promise<void>
  /** Begins anew with other data: what is active goes on without a verification, and what was queued is lost. */
  restart(): void
  /** Stops everything. Nothing is sent until it starts. */
  stop(): Promise<void>
  /** Restarts what was stopped. */
  start(): void
}

/** The verification of a stream. */
interface Start {
  readonly sink: Sink
  readonly at: number
  /** The time until it has failed, or until a stream that nothing is sent to is active. */
  readonly limit: number
  readonly ended: Promise<void>
  readonly cancelTimer: () => void
}

/** Creates the log streaming of a fake. It follows the data, as a deployment's follows a table. */
export function createLogStreaming(
  state: FakeState,
  clock: Clock,
  deliver: Deliver | undefined,
): LogStreaming {
  const deliveries: FakeDelivery[] = []
  // By the status, an object that each change replaces: what ends after a change is of no interest.
  const starts = new Map<FakeLogStream['status'], Start>()
  const running = new Map<string, Sink>()
  const seen = new WeakSet<FakeAuditEvent>()
  let collected: WrittenEvent[] = []
  let cancelFlush: (() => void) | undefined
  let stopped = false

  function follow(): void {
    if (stopped) return
    stopOutdated(state.logStreams.filter(({ status }) => status.type !== 'deleting'))
    const events = newAuditEvents()
    if (running.size > 0) events.map(auditEvent).forEach(emit)
    for (const stream of state.logStreams) drive(stream)
  }

  function stopOutdated(living: readonly FakeLogStream[]): void {
    for (const [status, start] of starts) {
      if (!living.some(stream => stream.status === status)) cancel(status, start)
    }
    for (const [id, sink] of running) {
      if (living.some(stream => stream.id === id)) continue
      running.delete(id)
      sink.stop()
    }
  }

  function newAuditEvents(): FakeAuditEvent[] {
    const events = state.auditLog.slice(state.auditLog.findLastIndex(event => seen.has(event)) + 1)
    for (const event of events) seen.add(event)
    return events
  }

  function drive(stream: FakeLogStream): void {
    const { type } = stream.status
    if (type === 'pending') verify(stream)
    if (running.has(stream.id) || (type !== 'active' && type !== 'restarting')) return
    run(stream, sinkOf(stream))
    if (type === 'restarting') stream.status = { type: 'active' }
  }

  function verify(stream: FakeLogStream): void {
    const { status } = stream
    const { sink, at, limit } = starts.get(status) ?? begin(stream, sinkOf(stream))
    if (clock.now() - at < limit) return
    settle(stream, status, sink.silent ? undefined : 'The verification took longer than 15 seconds.')
  }

  function begin(stream: FakeLogStream, sink: Sink): Start {
    const { silent } = sink
    const { status, since } = stream
    const now = clock.now()
    const limit = silent ? SETTLING_MS : VERIFICATION_TIMEOUT_MS
    const ended = sink.verify(writeEvent(VERIFICATION, state, now)).then(reason => {
      if (!silent) settle(stream, status, reason)
    })
    // Nobody waits for a stream that nothing is sent to: the next request finds it active.
    const cancelTimer = silent ? () => {} : clock.after(limit, follow)
    const start = { sink, at: silent ? since : now, limit, ended, cancelTimer }
    starts.set(status, start)
    return start
  }

  /** Makes a stream active, or failed for a reason, unless it has changed since its verification began. */
  function settle(stream: FakeLogStream, status: FakeLogStream['status'], reason?: string): void {
    const start = starts.get(status)
    if (start === undefined) return
    if (reason === undefined) run(stream, start.sink)
    // With settings that failed, a deployment goes on by those of before.
    else start.sink.stop()
    starts.delete(status)
    start.cancelTimer()
    stream.status = reason === undefined ? { type: 'active' } : { type: 'failed', reason }
    stream.since = clock.now()
  }

  function cancel(status: FakeLogStream['status'], { sink, cancelTimer }: Start): void {
    starts.delete(status)
    cancelTimer()
    sink.stop()
  }

  function run({ id }: FakeLogStream, sink: Sink): void {
    running.get(id)?.stop()
    running.set(id, sink)
  }

  function sinkOf(stream: FakeLogStream): Sink {
    return createSink(stream, topicFilter(stream.config, state), { clock, deliver, record })
  }

  function record(row: FakeDelivery): void {
    deliveries.push(row)
    if (deliveries.length > MOST_ROWS) deliveries.shift()
  }

  function emit(event: FakeLogEvent): void {
    const written = writeEvent(event, state, clock.now())
    if (running.size === 0 || !mayStreamLogs(state)) return
    collected.push(written)
    if (collected.length >= MOST_COLLECTED) flush()
    else cancelFlush ??= clock.after(COLLECTING_MS, flush)
  }

  function flush(): void {
    const drain = forgetCollected()
    if (drain.length === 0) return
    for (const sink of running.values()) sink.take(drain)
  }

  function forgetCollected(): readonly WrittenEvent[] {
    const events = collected
    collected = []
    cancelFlush?.()
    cancelFlush = undefined
    return events
  }

  function underWay(): Promise<void>[] {
    const verifying = [...starts.values()].filter(({ sink }) => !sink.silent).map(({ ended }) => ended)
    if (verifying.length > 0) return verifying
    flush()
    return [...running.values()].flatMap(({ work }) => work ?? [])
  }

  function restart(): void {
    forgetCollected()
    stopOutdated([])
    follow()
  }

  async function stop(): Promise<void> {
    const ending = [...starts.values()].map(({ ended }) => ended)
    for (const { work } of running.values()) ending.push(work ?? Promise.resolve())
    stopped = true
    forgetCollected()
    stopOutdated([])
    await Promise.all(ending)
  }

  /** Follows the data after a clock that may have moved. */
  function catchUp(): void {
    clock.look()
    follow()
  }

  return {
    deliveries,
    follow: catchUp,
    // The events of the audit log that came before come first.
    emit(event) {
      catchUp()
      emit(event)
    },
    async deliverAll() {
      const endSkipping = clock.skipWaits()
      try {
        for (;;) {
          catchUp()
          const work = underWay()
          if (work.length === 0) return
          await Promise.all(work)
        }
      } finally {
        endSkipping()
      }
    },
    restart,
    stop,
    start() {
      if (!stopped) return
      stopped = false
      restart()
    },
  }
}
