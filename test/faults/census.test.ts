import { describe, expect, test } from 'vitest'
import { v1, v1Beta } from '../../src/schema/contracts.js'
import type { Operation } from '../../src/schema/operation.js'
import { CASES } from './cases/index.js'
import { OPERATIONS } from './operations.js'

const FAULTS = Object.values(CASES)
  .flat()
  .map(({ fault }) => fault)

describe('what can go wrong is in the table', () => {
  test.each([
    ['refused', /refused connection/],
    ['an unresolvable name', /name that does not resolve/],
    ['a wrong certificate', /certificate/],
    ['a reset before the headers', /reset before the headers/],
    ['a reset during the headers', /reset during the headers/],
    ['a reset during the body', /reset during the body/],
    ['a stall before the headers', /stall before the headers/],
    ['a stall in the body', /stall in the body$/],
    ['a slow trickle', /trickle/],
    ['truncated JSON', /200 with truncated JSON/],
    ['invalid JSON', /200 with invalid JSON/],
    ['null', /200 with null/],
    ['nothing', /200 with nothing/],
    ['HTML with a 200', /200 with HTML/],
    ['HTML with a 502', /502 with HTML/],
    ['a wrong content type', /another content type/],
    ['a wrong shape', /wrong shape/],
    ['extra fields and unknown enum members', /more fields, and members that no enum knows/],
    ['a huge error body', /(?:500|404) with 100 MiB/],
    ['a gzip bomb', /gzip bomb/],
    ['invalid UTF-8', /invalid UTF-8/],
    ['a byte order mark', /byte order mark/],
    ['a 204', /a 204/],
    ['a 1xx', /informational answers/],
    ...[301, 302, 307, 308].flatMap((status): [string, RegExp][] => [
      [`a ${status} to the same origin`, new RegExp(`${status} .* same server`)],
      [`a ${status} to another origin`, new RegExp(`${status} .* another server`)],
    ]),
    ['Retry-After in seconds', /Retry-After in seconds/],
    ['Retry-After as a date', /Retry-After as a date$/],
    ['a negative Retry-After', /Retry-After of "-5"/],
    ['a fraction as Retry-After', /Retry-After of "1.5"/],
    ['a huge Retry-After', /huge Retry-After/],
    ['an abort before', /abort before the call/],
    ['an abort during', /abort (?:before the headers|in the body)/],
    ['an abort while sleeping', /abort while it waits/],
    ['an abort after', /abort after the call/],
    ['a token function that throws', /token function that throws/],
    ['a token function that hangs', /token function that hangs/],
    ['clock jumps', /clock that is set/],
  ])('%s', (_, pattern) => {
    expect(FAULTS.filter(fault => pattern.test(fault))).not.toEqual([])
  })

  test('each status from 400 to 505, with JSON, nothing and HTML', () => {
    const bodies = ['JSON', 'nothing', 'HTML']
    const statuses = Array.from({ length: 106 }, (_, i) => 400 + i)
    expect(FAULTS).toEqual(
      expect.arrayContaining(statuses.flatMap(status => bodies.map(body => `a ${status} with ${body}`))),
    )
  })

  test('each once', () => {
    expect(new Set(FAULTS).size).toBe(FAULTS.length)
  })
})

/** What makes the transport treat operations apart. */
function kindOf({ retry, retryWith, bulk, response }: Operation): string {
  return JSON.stringify([retry, retryWith, bulk, response !== undefined])
}

test('each kind of operation of the documents is put to them', () => {
  const put = OPERATIONS.map(({ operation }) => kindOf(v1()[operation]))
  const all = [...Object.values(v1()), ...Object.values(v1Beta())].map(kindOf)
  expect(new Set(put)).toEqual(new Set(all))
})

test('an operation that is repeated for one of its bodies is put to them with and without it', () => {
  const twofold = Object.entries(v1()).filter(([, operation]) => 'retryWith' in operation)
  expect(twofold.length).toBeGreaterThan(0)
  for (const [id] of twofold) {
    const repeats = OPERATIONS.filter(({ operation }) => operation === id).map(({ repeats }) => repeats)
    expect(repeats.sort()).toEqual([false, true])
  }
})
