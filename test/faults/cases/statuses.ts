import { STATUS_CODES } from 'node:http'
import { http } from '../../support/socket-server.js'
import type { Case } from './case.js'

type Expected = Pick<Case, 'settles' | 'outcome' | 'reads' | 'writes' | 'arrived'>

const REJECTED = { settles: 'ApiError', outcome: 'rejected', reads: 1, writes: 1 } as const
const SERVER_ERROR = { settles: 'ServerError', outcome: 'unknown', reads: 1, writes: 1 } as const

/** Every status from 400 to 505: those that differ from the others of their hundred. */
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

const BODIES = [
  { name: 'JSON', text: problem('ACode'), tells: { code: 'ACode' } },
  { name: 'nothing', text: '', tells: {} },
  { name: 'HTML', text: '<!doctype html><title>Oops</title>', tells: {} },
]

/** The codes of a 503 that say that nothing was done. */
const ROLLED_BACK = [
  'OptimisticConcurrencyControlFailure',
  'CommitterFullError',
  'ExpiredInQueue',
  'WorkerOverloaded',
  'IsolateNotClean',
  'InitialPermitTimeoutError',
  'ExecuteFullError',
]

export const statuses: readonly Case[] = [
  ...Array.from({ length: 106 }, (_, i) => 400 + i).flatMap(status =>
    BODIES.map(({ name, text, tells }) => ({
      fault: `a ${status} with ${name}`,
      answer: answering(status, text),
      ...(status < 500 ? REJECTED : SERVER_ERROR),
      ...SPECIAL[status],
      ...(status !== 407 && { details: { status, ...tells } }),
    })),
  ),
  ...ROLLED_BACK.map(code => ({
    fault: `a 503 ${code}`,
    answer: answering(503, problem(code)),
    ...SERVER_ERROR,
    outcome: 'rejected' as const,
    reads: 3,
    writes: 3,
    details: { status: 503, code },
  })),
  ...[520, 529, 599].map(status => ({
    fault: `a ${status} of a proxy`,
    answer: answering(status, ''),
    ...SERVER_ERROR,
    details: { status },
  })),
]

/** As deployments write it and, in `error`, as others do: the same cases are put to other clients. */
function problem(code: string): string {
  return JSON.stringify({ code, message: 'It cannot be', error: { code, message: 'It cannot be' } })
}

function answering(status: number, text: string): Case['answer'] {
  return ({ socket }) => socket.end(http(`${status} ${STATUS_CODES[status] ?? 'Some Status'}`, text))
}
