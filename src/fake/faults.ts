import type { operations as V1Operations } from '../../generated/v1.js'
import type { operations as V1BetaOperations } from '../../generated/v1-beta.js'
import { v1, v1Beta } from '../schema/contracts.js'
import { nearest } from '../text/nearest.js'

/** An operation of either contract, by its id. */
export type FakeOperationId = keyof V1Operations | keyof V1BetaOperations

/** A failure of a request. */
export type Fault =
  /** Handles the request after a delay. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Breaks the connection, before or after the request takes effect. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** Lets the request take effect, and begins the answer's body but never ends it. */
  | { readonly kind: 'stall' }
  /** Lets the request take effect, and cuts the answer's body in the middle, without a sign of it. */
  | { readonly kind: 'truncate' }
  /** Gives another answer. The request has no effect. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Gives no answer. The request takes effect this long after the client has disconnected. */
  | { readonly kind: 'late-commit'; readonly ms: number }

/** A fault and the requests that it affects. */
export interface FaultRule<Id extends string = FakeOperationId> {
  readonly fault: Fault
  /** The operation. By default all. */
  readonly operation?: Id | undefined
  /** The first request that it affects, counted from 1 among those of the operation. @default 1 */
  readonly from?: number | undefined
  /** The number of requests that it affects. @default 1 */
  readonly times?: number | undefined
}

/** The faults of the next requests. */
export interface Faults<Id extends string = FakeOperationId> {
  /**
   * Adds a fault for the next request, or for those that the rule selects.
   * @throws {TypeError} for an unknown kind, member or operation, and for a member that is missing
   */
  add(fault: Fault, rule?: Omit<FaultRule<Id>, 'fault'>): void
  /** Removes all faults. */
  clear(): void
}

/** Answers that clients must handle, by name. */
export const answers = {
  badGateway: {
    kind: 'answer',
    status: 502,
    body: '<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>',
    headers: { 'content-type': 'text/html' },
  },
  timeout: { kind: 'answer', status: 408 },
  rateLimited: problem(429, 'RateLimited', 'Too many requests.'),
  conflict: problem(503, 'OptimisticConcurrencyControlFailure', 'Another write came in between. Try again.'),
  failure: problem(500, 'InternalServerError', 'Something went wrong. Try again later.'),
  unknownDeployment: problem(404, 'InstanceNotFound', 'There is no such deployment.'),
  /** For the management API: one that was just created, or is gone. */
  deploymentNotFound: problem(404, 'DeploymentNotFound', 'There is no such deployment.'),
} as const satisfies Record<string, Fault>

/** Returns a 429 with `Retry-After` in seconds. */
export function rateLimitedFor(seconds: number): Fault {
  return { ...answers.rateLimited, headers: { ...answers.rateLimited.headers, 'retry-after': `${seconds}` } }
}

/** Returns a redirect to another URL. */
export function redirectTo(location: string, status = 307): Fault {
  return { kind: 'answer', status, headers: { location } }
}

/** The members of each kind of fault: true for those that it needs. */
const MEMBERS: {
  readonly [Kind in Fault['kind']]: Readonly<Record<keyof Extract<Fault, { kind: Kind }>, boolean>>
} = {
  delay: { kind: true, ms: true },
  reset: { kind: true, when: true },
  stall: { kind: true },
  truncate: { kind: true },
  answer: { kind: true, status: true, body: false, headers: false },
  'late-commit': { kind: true, ms: true },
}

const RULE: Readonly<Record<keyof Omit<FaultRule, 'fault'>, true>> = {
  operation: true,
  from: true,
  times: true,
}

/** Creates the faults of the operations with these ids, and the function that returns the fault of the next request. */
export function createFaults<Id extends string = FakeOperationId>(
  operationIds: () => readonly string[],
): Faults<Id> & { next(operation: string | undefined): Fault | undefined } {
  let rules: { rule: FaultRule<Id>; seen: number }[] = []
  return {
    add(fault, rule = {}) {
      assertFault(fault)
      for (const member of Object.keys(rule)) assertKnown(member, Object.keys(RULE), 'a rule of a fault')
      if (rule.operation !== undefined) assertKnown(rule.operation, operationIds(), 'an operation')
      rules.push({ rule: { ...rule, fault }, seen: 0 })
    },
    clear() {
      rules = []
    },
    next(operation) {
      const concerned = rules.filter(
        ({ rule }) => rule.operation === undefined || rule.operation === operation,
      )
      for (const entry of concerned) entry.seen += 1
      return concerned.find(({ rule: { from = 1, times = 1 }, seen }) => seen >= from && seen < from + times)
        ?.rule.fault
    },
  }
}

/** Throws if a fault would have no effect, or another one than is meant. */
function assertFault(fault: Fault): void {
  assertKnown(`${fault.kind}`, Object.keys(MEMBERS), 'a kind of fault')
  const members: Readonly<Record<string, boolean>> = MEMBERS[fault.kind]
  for (const member of Object.keys(fault)) {
    assertKnown(member, Object.keys(members), `a member of \`${fault.kind}\``)
  }
  const missing = Object.keys(members).find(member => members[member] && !Object.hasOwn(fault, member))
  if (missing !== undefined)
    throw new TypeError(`A fault of the kind \`${fault.kind}\` needs \`${missing}\`.`)
  if (fault.kind === 'reset') assertKnown(`${fault.when}`, ['before', 'after'], 'a time of a reset')
}

/** Returns the ids of all operations of deployments. */
export function operationIds(): string[] {
  return [...new Set([...Object.keys(v1()), ...Object.keys(v1Beta())])]
}

/** Throws if a word is unknown: a misspelled one would have no effect. */
export function assertKnown(word: string, known: readonly string[], what: string): void {
  if (known.includes(word)) return
  const meant = nearest(word, known)
  const hint = meant === undefined ? `Known are ${known.join(', ')}.` : `Did you mean \`${meant}\`?`
  throw new TypeError(`\`${word}\` is not ${what}. ${hint}`)
}

function problem(status: number, code: string, message: string) {
  const headers = { 'content-type': 'application/json' }
  return { kind: 'answer', status, body: JSON.stringify({ code, message }), headers } as const
}
