import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createManagementClient, type ManagementClient } from '../../src/management/index.js'
import { MANAGEMENT_METHODS } from '../support/management-calls.js'
import { http, type SocketServer, startSocketServer } from '../support/socket-server.js'
import type { Case } from './cases/case.js'
import { CASES } from './cases/index.js'
import { type Given, runCaseOf } from './run-case.js'

/** One or two of each kind of fault: the transport, which meets all of them, is that of deployments. */
const MET = [
  'a reset before the headers',
  'a close during the headers',
  'a reset during the body',
  'a body that is shorter than announced',
  'a stall before the headers',
  'a stall in the body',
  'a slow trickle that never ends',
  'a 200 with truncated JSON',
  'a 200 with HTML',
  'a 200 with members of the wrong type',
  'a 200 with nothing',
  'a 302 Found to another server',
  'a 307 Temporary to another server',
  'a 400 with JSON',
  'a 401 with JSON',
  'a 403 with JSON',
  'a 429 with nothing',
  'a 500 with JSON',
  'a 502 with HTML',
  'a 503 with JSON',
  'a 504 with nothing',
  'a Retry-After in seconds',
  'a Retry-After of more than a minute',
  'a refused connection',
]

const cases = Object.values(CASES)
  .flat()
  .filter(({ fault }) => MET.includes(fault))

let elsewhere: SocketServer
beforeAll(async () => {
  elsewhere = await startSocketServer(socket => socket.end(http('200 OK', '{}')))
})
afterAll(() => elsewhere.close())

const TOKEN = 's3cr3t-team-token'

/** Creates a client with a token of a team. */
function create(options: Given): ManagementClient {
  const { contract: _, ...rest } = { contract: undefined, ...options }
  return createManagementClient({ ...rest, token: TOKEN })
}

const METHODS = MANAGEMENT_METHODS.filter(({ method }) => !method.endsWith('with filters')).map(
  ({ operation, method, call, ...rest }) => {
    const { id, writes, answer } = operation
    const good = answer === undefined ? '' : JSON.stringify(answer)
    const result = 'result' in rest ? rest.result : answer
    return {
      name: `${method}, ${id}`,
      id,
      writes,
      answer,
      result,
      called: { call, good, newer: good, retry: undefined },
    }
  },
)

test('all of the faults are there, and every method', () => {
  expect(cases.map(({ fault }) => fault).sort()).toEqual(MET.toSorted())
  expect(METHODS.length).toBeGreaterThan(15)
})

/** After a deletion in doubt the client looks once if the deployment is gone. */
function looksAfter(id: string, { outcome, settles }: Case): number {
  return id === 'deleteDeployment' && (outcome === 'unknown' || settles === 'RateLimitError') ? 1 : 0
}

describe.each(METHODS)('$name meets', ({ id, writes, answer, result, called }) => {
  test.each(cases.map(one => [one.fault, one] as const))('%s', async (_, one) => {
    const observed = await runCaseOf(create, one, called, elsewhere.url)
    const settles = (answer === undefined && one.withoutBody) || one.settles
    const sent = writes ? one.writes : one.reads
    if (settles === 'success') expect(observed).not.toHaveProperty('error')
    else
      expect(observed.error).toMatchObject({
        name: settles,
        outcome: one.outcome,
        operation: id,
        attempts: sent,
        ...one.details,
      })
    const looks = settles === 'success' ? 0 : looksAfter(id, one)
    expect(observed).toMatchObject({ arrived: (one.arrived ?? sent) + looks, listeners: 0 })
    expect(inspect(observed.error, { depth: 9, showHidden: true })).not.toMatch(/s3cr3t/)
    expect(elsewhere.connections()).toBe(0)
  })

  const passing = cases.filter(one => one.answer && (writes ? one.writes : one.reads) > 1)
  test.each(passing.map(one => [one.fault, one] as const))(
    '%s, once, and is answered by the second attempt',
    async (_, one) => {
      const observed = await runCaseOf(create, one, called, elsewhere.url, 1)
      expect(observed).toMatchObject({ arrived: 2, listeners: 0 })
      expect(observed.value).toEqual(result)
    },
  )
})
