import { http } from '../../support/socket-server.js'
import { ABORTED, type Arrival, type Case, SUCCESS } from './case.js'

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n'
const REFUSED_TOKEN = { settles: 'InvalidInputError', outcome: 'not-sent', reads: 0, writes: 0 } as const
const never = () => new Promise<never>(() => {})

/** What the caller's own token function and abort do. */
export const callers: readonly Case[] = [
  {
    fault: 'a token function that throws',
    token: async () => {
      throw new Error('the vault is sealed')
    },
    ...REFUSED_TOKEN,
    rounds: 1,
    details: { cause: { message: 'the vault is sealed' } },
  },
  { fault: 'a token function that gives nothing', token: async () => '', ...REFUSED_TOKEN, rounds: 1 },
  {
    fault: 'a token function that gives a line break',
    token: async () => 'a\r\nx-evil: 1',
    ...REFUSED_TOKEN,
    rounds: 1,
  },
  {
    fault: 'a token function that hangs',
    token: ({ stalled }) => {
      stalled()
      return never()
    },
    settles: 'TimeoutError',
    outcome: 'not-sent',
    reads: 0,
    writes: 0,
    rounds: 3,
    lasts: 'timeout',
  },

  { fault: 'an abort before the call', aborts: 'before', ...ABORTED, arrived: 0, rounds: 0 },
  {
    fault: 'an abort while a token is asked for',
    token: ({ abort }) => {
      abort()
      return never()
    },
    ...ABORTED,
    arrived: 0,
  },
  {
    fault: 'an abort before the headers',
    answer: ({ abort }) => abort(),
    ...ABORTED,
    hangsUp: true,
  },
  {
    fault: 'an abort in the headers',
    answer: abortAfter('HTTP/1.1 200 OK\r\nconte'),
    ...ABORTED,
    hangsUp: true,
  },
  { fault: 'an abort before the body', answer: abortAfter(`${HEAD}\r\n`), ...ABORTED, hangsUp: true },
  { fault: 'an abort in the body', answer: abortAfter(`${HEAD}\r\n{"env`), ...ABORTED, hangsUp: true },
  {
    fault: 'an abort while it waits to repeat',
    answer: ({ socket }) => socket.end(http('429 Busy', '', ['retry-after: 30'])),
    aborts: 'asleep',
    ...ABORTED,
  },
  {
    fault: 'an abort after the call',
    answer: ({ socket, good }) => socket.end(http('200 OK', good)),
    aborts: 'after',
    ...SUCCESS,
  },
]

function abortAfter(text: string) {
  return ({ socket, abort }: Arrival) => void socket.write(text, abort)
}
