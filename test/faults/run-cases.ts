import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isDeploymentError } from '../../src/index.js'
import { http, type SocketServer, startSocketServer } from '../support/socket-server.js'
import type { Case } from './cases/case.js'
import { type FaultedOperation, OPERATIONS } from './operations.js'
import { type Observed, REASON, runCase } from './run-case.js'
import type { Move } from './virtual-clock.js'

const MIB = 1024 ** 2

/** Runs every case on every kind of operation, and counts that none was left out. */
export function runCases(cases: readonly Case[]): void {
  const ran = new Set<string>()

  let elsewhere: SocketServer
  beforeAll(async () => {
    elsewhere = await startSocketServer(socket => socket.end(http('200 OK', '{}')))
  })
  afterAll(() => elsewhere.close())

  describe.each(OPERATIONS.map(named))('%s meets', (_, operation) => {
    test.each(cases.map(titled))('%s', async (__, one) => {
      const observed = await runCase(one, operation, elsewhere.url)
      const expected = expectedOf(one, operation)
      assertSettled(one, expected, operation, observed)
      expect(observed).toMatchObject({
        arrived: one.arrived ?? expected.sent,
        moves: expected.moves,
        listeners: 0,
      })
      expect(elsewhere.connections()).toBe(0)
      assertWaits(one, observed)
      // A hundred MiB were on offer; what the buffers of the sockets hold counts as taken.
      expect(observed.taken).toBeLessThan(24 * MIB * Math.max(1, expected.sent))
      ran.add(`${operation.kind}: ${one.fault}`)
    })

    const passing = cases.filter(one => one.answer && expectedOf(one, operation).sent > 1)
    test.each(passing.map(titled))('%s, once, and is answered by the second attempt', async (__, one) => {
      const observed = await runCase(one, operation, elsewhere.url, 1)
      expect(observed).toMatchObject({ value: operation.result, arrived: 2, listeners: 0 })
    })
  })

  test('no case was left out on any kind of operation', () => {
    expect(ran.size).toBe(cases.length * OPERATIONS.length)
  })
}

const named = (operation: FaultedOperation) => [operation.kind, operation] as const
const titled = (one: Case) => [one.fault, one] as const

interface Expected {
  readonly settles: string
  readonly sent: number
  readonly moves: readonly Move[]
}

function expectedOf(one: Case, { repeats, answersBody }: FaultedOperation): Expected {
  const sent = repeats ? one.reads : one.writes
  const rounds = one.rounds ?? sent
  const attempt: Move[] = one.lasts ? [one.lasts] : []
  return {
    settles: (!answersBody && one.withoutBody) || one.settles,
    sent,
    moves: Array.from({ length: rounds }, (_, i): Move[] =>
      i === 0 ? attempt : ['wait', ...attempt],
    ).flat(),
  }
}

function assertSettled(
  one: Case,
  { settles, sent }: Expected,
  operation: FaultedOperation,
  { error, ...rest }: Observed,
): void {
  if (settles === 'success') {
    expect(error).toBeUndefined()
    expect([operation.result, operation.newerResult]).toContainEqual(rest.value)
    return
  }
  expect(rest).not.toHaveProperty('value')
  if (settles === 'the reason') {
    expect(error).toBe(REASON)
    return
  }
  expect(isDeploymentError(error)).toBe(true)
  expect(error).toMatchObject({
    name: settles,
    outcome: one.outcome,
    attempts: sent,
    operation: operation.operation,
    ...one.details,
    ...(one.says && { message: expect.stringMatching(one.says) }),
  })
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/s3cr3t|value-of-a|steal/)
}

function assertWaits({ waits }: Case, observed: Observed): void {
  for (const [i, wait] of observed.waits.entries()) {
    if (waits !== undefined) expect(wait).toBe(waits)
    expect(wait).toBeLessThanOrEqual(waits ?? 500 * 2 ** i)
  }
}
