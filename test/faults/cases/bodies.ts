import { randomBytes } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { http } from '../../support/socket-server.js'
import { type Arrival, BUSY, type Case, FAILED, LOST, SUCCESS, UNFIT, UNFIT_FOR_BODY } from './case.js'

const MIB = 1024 ** 2
const HTML = '<!doctype html><title>Sign in</title>'
const TOO_LARGE = { ...UNFIT, options: { maxResponseBytes: MIB }, says: /`maxResponseBytes` \(1048576\)/ }

/** Answers whose status is fine and whose body is not, and bodies that are odd and fine. */
export const bodies: readonly Case[] = [
  { fault: 'a 200 with truncated JSON', answer: body(({ good }) => good.slice(0, -1) || '{"a":'), ...UNFIT },
  { fault: 'a 200 with invalid JSON', answer: body(() => '{environmentVariables: {}}'), ...UNFIT },
  { fault: 'a 200 with JSON and more', answer: body(({ good }) => `${good}{}x`), ...UNFIT },
  { fault: 'a 200 with HTML', answer: body(() => HTML, 'content-type: text/html'), ...UNFIT },
  { fault: 'a 200 with HTML that says it is JSON', answer: body(() => HTML), ...UNFIT },
  { fault: 'a 200 with a plain text', answer: body(() => 'OK', 'content-type: text/plain'), ...UNFIT },
  { fault: 'a 200 with invalid UTF-8', answer: body(() => Buffer.from([0x22, 0xff, 0x22])), ...UNFIT },
  {
    fault: 'a 200 with UTF-16',
    answer: body(({ good }) => Buffer.from(`\ufeff${good}`, 'utf16le')),
    ...UNFIT,
  },
  { fault: 'a 200 with nothing', answer: body(() => ''), ...UNFIT_FOR_BODY },
  { fault: 'a 200 with null', answer: body(() => 'null'), ...UNFIT_FOR_BODY },
  { fault: 'a 200 with an empty object', answer: body(() => '{}'), ...UNFIT_FOR_BODY },
  { fault: 'a 200 with an array of the wrong shape', answer: body(() => '[1]'), ...UNFIT_FOR_BODY },
  {
    fault: 'a 200 with members of the wrong type',
    answer: body(() => '{"environmentVariables":{"A":1},"usageLimit":{"id":1},"hmacSecret":1,"status":{}}'),
    ...UNFIT_FOR_BODY,
  },
  {
    fault: 'a 204',
    answer: ({ socket }) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'),
    ...UNFIT_FOR_BODY,
  },
  {
    fault: 'a 205',
    answer: ({ socket }) => socket.write('HTTP/1.1 205 Reset\r\ncontent-length: 0\r\n\r\n'),
    ...UNFIT_FOR_BODY,
  },

  {
    fault: 'a byte order mark',
    answer: body(({ good }) => (good === '' ? '' : `\ufeff${good}`)),
    ...SUCCESS,
  },
  { fault: 'another content type', answer: body(({ good }) => good, 'content-type: text/plain'), ...SUCCESS },
  { fault: 'no content type', answer: ({ socket, good }) => socket.end(bare(good)), ...SUCCESS },
  { fault: 'a content type that is none', answer: body(({ good }) => good, 'content-type: ;;'), ...SUCCESS },
  { fault: 'a 201', answer: ({ socket, good }) => socket.end(http('201 Created', good)), ...SUCCESS },
  { fault: 'more fields', answer: body(({ newer }) => newer), ...SUCCESS },
  ...['200 Très bien ✓', '200 Tr\u00e8s bien', '200', '200 a\tb'].map(
    (status): Case => ({
      fault: `a status line of ${JSON.stringify(status)}`,
      answer: ({ socket, good }) => socket.end(http(status, good)),
      ...SUCCESS,
    }),
  ),

  { fault: 'a 500 with 100 MiB', answer: hundredMiB('500 Oops'), ...FAILED, hangsUp: true },
  {
    fault: 'a 404 with 100 MiB',
    answer: hundredMiB('404 Not Found'),
    settles: 'NotFoundError',
    outcome: 'rejected',
    reads: 1,
    writes: 1,
    hangsUp: true,
  },
  { fault: 'a 200 with 100 MiB', answer: hundredMiB('200 OK'), ...TOO_LARGE, hangsUp: true },
  {
    fault: 'a gzip bomb',
    answer: compressed('200 OK', 'gzip', gzipSync(Buffer.alloc(64 * MIB, ' '))),
    ...TOO_LARGE,
  },
  {
    fault: 'a brotli bomb',
    answer: compressed('200 OK', 'br', brotliCompressSync(Buffer.alloc(64 * MIB, ' '))),
    ...TOO_LARGE,
  },
  {
    fault: 'a gzip bomb in an error',
    answer: compressed('400 Bad Request', 'gzip', gzipSync(Buffer.alloc(64 * MIB, ' '))),
    settles: 'BadRequestError',
    outcome: 'rejected',
    reads: 1,
    writes: 1,
  },
  {
    fault: 'an answer that says it is compressed and is not',
    answer: compressed('200 OK', 'gzip', Buffer.from('[]')),
    ...LOST,
  },
  {
    fault: 'a compressed answer that lacks its end',
    answer: compressed('200 OK', 'gzip', gzipSync(randomBytes(9_999).toString('hex')).subarray(0, 5_000)),
    ...UNFIT,
  },
  ...(
    [
      { status: '400 Bad Request', settles: 'BadRequestError', outcome: 'rejected', reads: 1, writes: 1 },
      { status: '401 Unauthorized', settles: 'UnauthorizedError', outcome: 'rejected', reads: 1, writes: 1 },
      { status: '429 Too Many Requests', ...BUSY },
      { status: '500 Oops', ...FAILED },
    ] as const
  ).map(({ status, ...expected }) => ({
    fault: `a ${status} whose body breaks off`,
    answer: ({ socket }: Arrival) =>
      socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 200\r\n\r\n{"code":"ACode","mess`),
    ...expected,
  })),
]

function body(text: (arrival: Arrival) => string | Buffer, ...headers: string[]) {
  return (arrival: Arrival) => {
    const content = Buffer.from(text(arrival))
    const type = headers.length === 0 ? ['content-type: application/json'] : headers
    const head = ['HTTP/1.1 200 OK', ...type, `content-length: ${content.length}`, '', ''].join('\r\n')
    arrival.socket.write(Buffer.concat([Buffer.from(head), content]))
  }
}

function bare(text: string): string {
  return `HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`
}

/** A hundred MiB, made only as they are taken. */
function hundredMiB(status: string) {
  const piece = Buffer.alloc(64 * 1024, ' ')
  function* pieces() {
    yield Buffer.from(`HTTP/1.1 ${status}\r\ncontent-length: ${100 * MIB}\r\n\r\n`)
    for (let i = 0; i < 1_600; i++) yield piece
  }
  return ({ socket }: Arrival) => pipeline(Readable.from(pieces()), socket, () => {})
}

function compressed(status: string, encoding: string, content: Buffer) {
  const head = `HTTP/1.1 ${status}\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${content.length}\r\n\r\n`
  return ({ socket }: Arrival) => void socket.write(Buffer.concat([Buffer.from(head), content]))
}
