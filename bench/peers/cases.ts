import type { Case } from '../../test/faults/cases/case.js'
import { CASES } from '../../test/faults/cases/index.js'

/** The cases that apply to any client: those that need neither a changed clock nor our own options. */
const FAULTS = [
  'a refused connection',
  'a name that does not resolve',
  'a certificate that nobody vouches for',
  'a reset before the headers',
  'a reset during the headers',
  'a reset during the body',
  'a body that is shorter than announced',
  'something that is no HTTP',
  'a stall before the headers',
  'a stall in the body',
  'a stall in the body of an error',
  'a slow trickle that never ends',
  'a switch to another protocol',
  'a 200 with truncated JSON',
  'a 200 with HTML',
  'a 200 with HTML that says it is JSON',
  'a 200 with invalid UTF-8',
  'a 200 with nothing',
  'a 200 with null',
  'a 200 with an array of the wrong shape',
  'a 204',
  'a byte order mark',
  'a 500 with 100 MiB',
  'a compressed answer that lacks its end',
  'a 301 Moved to another server',
  'a 302 Found to another server',
  'a 307 Temporary to another server',
  'a 308 Permanent to another server',
  'a 304 Not Modified',
  'a Retry-After in seconds',
  'a Retry-After of more than a minute',
  'a 400 with HTML',
  'a 401 with JSON',
  'a 407 with JSON',
  'a 408 with nothing',
  'a 409 with JSON',
  'a 421 with JSON',
  'a 429 with nothing',
  'a 500 with JSON',
  'a 502 with HTML',
  'a 503 with nothing',
  'a 503 OptimisticConcurrencyControlFailure',
  'a 504 with nothing',
]

export const PEER_CASES: readonly Case[] = FAULTS.map(fault => {
  const found = Object.values(CASES)
    .flat()
    .find(one => one.fault === fault)
  if (found) return found
  throw new Error(`No case is called ${fault}.`)
})
