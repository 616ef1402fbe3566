import { STATUS_CODES } from 'node:http'
import { http } from '../../support/socket-server.js'
import type { Case } from './case.js'

type Expected = Pick<Case, 'settles' | 'outcome' | 'reads' | 'writes' | 'arrived'>

const REJECTED = { settles: 'ApiError', outcome: 'rejected', reads: 1, writes: 1 } as const
const SERVER_ERROR = { settles: 'ServerError', outcome: 'unknown', reads: 1, writes: 1 } as const

/** The statuses that have a rule of their own; all others are as their hundred. */
const SPECIAL: { readonly [status: number]: Partial<Expected> } = {
  400: { settles: 'BadRequestError' },
  401: { settles: 'UnauthorizedError' },
  403: { settles: 'ForbiddenError' },
  404: { settles: 'NotFoundError' },
  // `fetch` keeps this one to itself, and rejects.
  407: { settles: 'ConnectionError', outcome: 'unknown', reads: 3 },
  408: { outcome: 'unknown', reads: 3 },
  409: { settles: 'ConflictError' },
  // `fetch` itself repeats this one, over a new connection: the server did nothing (RFC 9110, 15.5.20).
  421: { arrived: 2 },
  425: { reads: 3, writes: 3 },
  429: { settles: 'RateLimitError', reads: 3, writes: 3 },
  500: { reads: 3 },
  502: { reads: 3 },
  503: { reads: 3 },
  504: { reads: 3 },
}

const BODIES = {
  JSON: { text: problem('ACode'), details: { code: 'ACode' } },
  nothing: { text: '', details: {} },
  HTML: { text: '<!doctype html><title>Oops</title>', details: {} },
} as const

type Body = keyof typeof BODIES

/** The codes of a 503 that say that nothing was done. */
const ROLLED_BACK = [
  'OptimisticConcurrencyControlFailure',
  'CommitterFullError',
  'ExpiredInQueue',
  'WorkerOverloaded',
  'IsolateNotClean',
  'InitialPermitTimeoutError',
  'ExecuteFullError',
  'UpstreamConnectError',
]

/** One status of each hundred beside the special ones; bodies that are not JSON where they are met most. */
const FEW: readonly (readonly [status: number, body: Body])[] = [
  ...[...Object.keys(SPECIAL).map(Number), 418, 501, 599].map(status => [status, 'JSON'] as const),
  ...[408, 429, 503, 504].map(status => [status, 'nothing'] as const),
  ...[400, 502].map(status => [status, 'HTML'] as const),
]

const EVERY: typeof FEW = Array.from({ length: 200 }, (_, i) => 400 + i).flatMap(status =>
  (['JSON', 'nothing', 'HTML'] as const).map(body => [status, body] as const),
)

/** `npm run prove statuses` goes through all of them. */
const isSweep = process.env.EVERY_STATUS !== undefined

export const statuses: readonly Case[] = [
  ...(isSweep ? EVERY : FEW).map(([status, body]) => ({
    fault: `a ${status} with ${body}`,
    answer: answering(status, BODIES[body].text),
    ...(status < 500 ? REJECTED : SERVER_ERROR),
    ...SPECIAL[status],
    ...(status !== 407 && { details: { status, ...BODIES[body].details } }),
  })),
  ...ROLLED_BACK.slice(0, isSweep ? undefined : 1).map(code => ({
    fault: `a 503 ${code}`,
    answer: answering(503, problem(code)),
    ...SERVER_ERROR,
    outcome: 'rejected' as const,
    reads: 3,
    writes: 3,
    details: { status: 503, code },
  })),
]

/** As deployments write it and, in `error`, as others do: the same cases are put to other clients. */
function problem(code: string): string {
  return JSON.stringify({ code, message: 'It cannot be', error: { code, message: 'It cannot be' } })
}

function answering(status: number, text: string): Case['answer'] {
  return ({ socket }) => socket.end(http(`${status} ${STATUS_CODES[status] ?? 'Some Status'}`, text))
}
