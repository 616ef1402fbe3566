import type { Socket } from 'node:net'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type ClientEvent, createDeploymentClient, type DeploymentClient } from '../../src/index.js'
import { WEBHOOK } from '../support/samples.js'
import { http, startSocketServer } from '../support/socket-server.js'

const CALLS = 1_000
const TIMEOUT_MS = 3_600_000

/** What happens to every call whose number ends with the digit, and how the call comes out of it. */
const FATES: readonly {
  readonly fate: string
  readonly answer: (call: Call) => void
  readonly comesTo: (call: Call) => string | object
  readonly arrives?: number
}[] = [
  { fate: 'is answered', answer: ({ socket, good }) => socket.write(http('200 OK', good)), comesTo: success },
  {
    fate: 'is answered by a connection that closes',
    answer: ({ socket, good }) => socket.end(http('200 OK', good)),
    comesTo: success,
  },
  {
    fate: 'is told to come back, and comes back',
    answer: ({ socket, good, time }) =>
      socket.write(time === 1 ? http('429 Busy', '', ['retry-after: 0']) : http('200 OK', good)),
    comesTo: success,
    arrives: 2,
  },
  {
    fate: 'is told of a problem that names it',
    answer: ({ socket, id }) =>
      socket.write(http('404 No', `{"code":"LogStreamDoesntExist","message":"${id}"}`)),
    comesTo: ({ id }) => ({ name: 'NotFoundError', message: expect.stringContaining(id) }),
  },
  {
    fate: 'fails on the server',
    answer: ({ socket, id }) => socket.write(http('501 No', '', [`cf-ray: ${id}`])),
    comesTo: ({ id }) => ({ name: 'ServerError', outcome: 'unknown', headers: { 'cf-ray': id } }),
  },
  {
    fate: 'is redirected',
    answer: ({ socket, id }) => socket.write(http('307 There', '', [`location: http://${id}.example.com/`])),
    comesTo: ({ id }) => ({ name: 'RedirectError', target: `http://${id}.example.com` }),
  },
  {
    fate: 'is answered with HTML',
    answer: ({ socket }) => socket.write(http('200 OK', '<html>')),
    comesTo: () => ({ name: 'UnexpectedResponseError', outcome: 'unknown' }),
  },
  {
    fate: 'is reset, for good',
    answer: ({ socket }) => socket.resetAndDestroy(),
    comesTo: () => ({ name: 'ConnectionError', outcome: 'unknown' }),
  },
  {
    fate: 'is never answered',
    answer: () => {},
    comesTo: () => ({ name: 'TimeoutError', outcome: 'unknown' }),
  },
  {
    fate: 'is aborted by its caller',
    answer: ({ abort }) => abort(),
    comesTo: ({ id }) => ({ enough: id }),
  },
]

interface Call {
  readonly id: string
  readonly socket: Socket
  /** How often this call has arrived. */
  readonly time: number
  readonly good: string
  readonly abort: () => void
}

function success({ id }: Call): string | object {
  return isRead(id) ? { logStreamType: 'webhook', id } : `secret-of-${id}`
}

describe('a thousand calls at once', () => {
  const fates = new Map<string, unknown>()
  const expected = new Map<string, string | object>()
  const arrived = new Map<string, number>()
  const requestIds = new Map<string, string>()

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
    const callers = new Map<string, AbortController>()
    const server = await startSocketServer(socket => {
      const request = server.requests.at(-1) ?? ''
      const [, id = ''] = /\/(call-\d+) /.exec(request) ?? []
      const time = (arrived.get(id) ?? 0) + 1
      arrived.set(id, time)
      requestIds.set(id, /convex-request-id: (\w+)/.exec(request)?.[1] ?? '')
      const abort = () => callers.get(id)?.abort({ enough: id })
      const call = { id, socket, time, good: JSON.stringify(answerOf(id)), abort }
      const { answer, comesTo } = fateOf(id)
      expected.set(id, comesTo(call))
      answer(call)
    })
    const deployment = createDeploymentClient({
      url: server.url,
      token: 'a-token',
      contract: 'v1',
      timeout: TIMEOUT_MS,
      totalTimeout: TIMEOUT_MS,
      logger: { warn: comeBackAtOnce },
    })
    const ids = Array.from({ length: CALLS }, (_, i) => `call-${i}`)
    const settling = ids.map(id => {
      const controller = new AbortController()
      callers.set(id, controller)
      return call(deployment, id, controller.signal).then(
        value => void fates.set(id, value),
        (error: unknown) => void fates.set(id, error),
      )
    })
    const silent = ids.filter(id => fateOf(id).fate === 'is never answered')
    await Promise.all(settling.filter((_, i) => !silent.includes(`call-${i}`)))
    await vi.waitFor(() => expect(silent.filter(id => !arrived.has(id))).toEqual([]), { timeout: 600_000 })
    vi.advanceTimersByTime(TIMEOUT_MS)
    await Promise.all(settling)
    vi.useRealTimers()
    await server.close()
  })

  test('all settle', () => {
    expect(fates.size).toBe(CALLS)
  })

  test.each(FATES.map(({ fate, arrives = 1 }, digit) => [fate, digit, arrives] as const))(
    'each that %s comes to what was meant for it',
    (_, digit, arrives) => {
      const mine = [...fates].filter(([id]) => id.endsWith(`${digit}`))
      expect(mine).toHaveLength(CALLS / FATES.length)
      for (const [id, fate] of mine) {
        const meant = expected.get(id) ?? {}
        if (typeof meant === 'string') expect(fate).toBe(meant)
        else expect(fate).toMatchObject(meant)
        expect(arrived.get(id)).toBe(arrives)
      }
    },
  )

  test('each error names the request that failed', () => {
    const errors = [...fates].filter(([, fate]) => fate instanceof Error)
    expect(errors).toHaveLength(CALLS * 0.6)
    for (const [id, error] of errors) expect(error).toHaveProperty('requestId', requestIds.get(id))
  })
})

function call({ logStreams }: DeploymentClient, id: string, signal: AbortSignal): Promise<unknown> {
  // A read that fails for good would be repeated.
  return isRead(id)
    ? logStreams.get(id, { signal, ...(isLost(id) && { retry: false }) })
    : logStreams.rotateSecret(id, { signal })
}

function isRead(id: string): boolean {
  return Number(id.slice(5)) % 20 < 10
}

function isLost(id: string): boolean {
  return /[78]$/.test(id)
}

function answerOf(id: string): object {
  return isRead(id)
    ? { ...WEBHOOK, hmacSecret: `secret-of-${id}`, id }
    : { logStreamType: 'webhook', hmacSecret: `secret-of-${id}` }
}

function fateOf(id: string) {
  const fate = FATES[Number(id.at(-1))]
  if (fate) return fate
  throw new Error(`No call is called ${id}.`)
}

/** Lets the wait before a repetition pass, on a clock that stands still. */
function comeBackAtOnce(event: ClientEvent): void {
  if (event.type === 'retry') queueMicrotask(() => vi.advanceTimersByTime(event.waitMs))
}
