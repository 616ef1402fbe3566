import type { operations as V1Operations } from '../../generated/v1.js'
import type { operations as V1BetaOperations } from '../../generated/v1-beta.js'
import { v1, v1Beta } from '../schema/contracts.js'
import { nearest } from '../text/nearest.js'

/** An operation of either contract, by its id. */
export type FakeOperationId = keyof V1Operations | keyof V1BetaOperations

/** A failure of a request. */
export type Fault =
  /** The request is handled after a while. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection breaks, before the request takes effect or after it did. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** The request takes effect; the answer's body begins and never ends. */
  | { readonly kind: 'stall' }
  /** The request takes effect; the answer's body breaks off in the middle, and looks whole. */
  | { readonly kind: 'truncate' }
  /** Another answer is given, and the request does not take effect. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** There is no answer; the request takes effect so long after the client has gone away. */
  | { readonly kind: 'late-commit'; readonly ms: number }

/** Which requests a fault hits. */
export interface FaultRule {
  readonly fault: Fault
  /** The operation; by default all. */
  readonly operation?: FakeOperationId | undefined
  /** The first request that it hits, counted from 1 among those that the rule is about. */
  readonly from?: number | undefined
  /** How many requests it hits; by default one. */
  readonly times?: number | undefined
}

/** The faults that are to come. */
export interface Faults {
  /** Adds a fault for the next request, or for those that the rule names. */
  add(fault: Fault, rule?: Omit<FaultRule, 'fault'>): void
  /** Takes all faults away. */
  clear(): void
}

/** Answers that clients must be able to live with, by name. */
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
} as const satisfies Record<string, Fault>

/** A 429 with `Retry-After` in seconds. */
export function rateLimitedFor(seconds: number): Fault {
  return { ...answers.rateLimited, headers: { ...answers.rateLimited.headers, 'retry-after': `${seconds}` } }
}

/** A redirect to another place. */
export function redirectTo(location: string, status = 307): Fault {
  return { kind: 'answer', status, headers: { location } }
}

/** Keeps the rules, and tells which fault a request meets. */
export function createFaults(): Faults & { next(operation: string | undefined): Fault | undefined } {
  let rules: { rule: FaultRule; seen: number }[] = []
  return {
    add(fault, rule = {}) {
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

/** Returns the ids of all operations. */
function operationIds(): string[] {
  return [...Object.keys(v1()), ...Object.keys(v1Beta())]
}

/** Refuses a word that nobody reads: a misspelled one would be lost without a word. */
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
