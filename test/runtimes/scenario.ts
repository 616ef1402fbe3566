import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import { answers, type FakeOperationId, type Fault } from '../../src/fake/index.js'
import { sampleEvent } from '../../src/webhooks/index.js'
import type { Action, SignedBody } from './run-tasks.js'

/** One step, on a fake deployment of its own: given, when, expect. */
export interface Step {
  readonly name: string
  /** The variables that the deployment has. */
  readonly given?: Readonly<Record<string, string>>
  /** Nothing listens where the deployment should be. */
  readonly down?: true
  /** What goes wrong with the first request for an operation. */
  readonly faults?: readonly (readonly [operation: FakeOperationId, fault: Fault])[]
  readonly when: Action
  /** What that comes to. */
  readonly expect: { readonly result: unknown } | { readonly error: Readonly<Record<string, unknown>> }
  /** The operations that the deployment is asked for, in their order. */
  readonly asked: readonly string[]
  /** The variables that it has in the end, where they changed. */
  readonly left?: Readonly<Record<string, string>>
  /** Where a runtime does otherwise, below what a program can see or change. */
  readonly on?: { readonly [runtime: string]: Partial<Pick<Step, 'expect' | 'asked' | 'left'>> }
}

const LIST = 'listEnvironmentVariables'
const UPDATE = 'updateEnvironmentVariables'

/** The request may have arrived. */
const BROKEN = { error: { name: 'ConnectionError', outcome: 'unknown', attempts: 1 } }

const CANNOT_LISTEN = {
  error: {
    reason: 'A fake deployment listens on Node, Bun and Deno only: pass its `fetch` to the client instead.',
  },
}

/** Lets browsers read an answer. */
const READABLE = { 'access-control-allow-origin': '*' }

const EXECUTION = sampleEvent('function_execution', {
  usage: { database_io_read_bytes: 2 ** 29, database_io_write_bytes: 0 },
})
const DELIVERY = signed(JSON.stringify([EXECUTION, sampleEvent('console', { message: 'ß ∑ 🦦' })]))

/** Signs a body as a deployment does, with Node's own HMAC. */
function signed(body: string, secret = 'marker-of-a-secret'): SignedBody {
  return { body, secret, signature: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }
}

/** What every runtime must do alike. */
export const scenario: readonly Step[] = [
  {
    name: 'lists variables by name',
    given: { B: 'ß ∑ 🦦', A: '', __proto__2: 'x' },
    when: ['list'],
    expect: {
      result: [
        { name: 'A', value: '' },
        { name: 'B', value: 'ß ∑ 🦦' },
        { name: '__proto__2', value: 'x' },
      ],
    },
    asked: [LIST],
  },
  {
    name: 'sets variables',
    given: { A: '1', B: '2' },
    when: ['set', { A: 'line one\nline two', C: 'ß ∑ 🦦' }],
    expect: { result: 'done' },
    asked: [UPDATE],
    left: { A: 'line one\nline two', B: '2', C: 'ß ∑ 🦦' },
  },
  {
    name: 'removes a variable, once it knows the contract',
    given: { A: '1', B: '2' },
    when: ['unset', ['A']],
    expect: { result: 'done' },
    asked: [LIST, UPDATE],
    left: { B: '2' },
  },
  {
    name: 'plans without a write',
    given: { KEPT: '1', CHANGED: '1', GONE: '1' },
    when: ['plan', { KEPT: '1', CHANGED: '2', NEW: '3', GONE: null }],
    expect: {
      result: [
        ['update', 'CHANGED'],
        ['delete', 'GONE'],
        ['create', 'NEW'],
      ],
    },
    asked: [LIST],
  },
  {
    name: 'applies a plan that was saved, and reads back',
    given: { KEPT: '1', CHANGED: '1', GONE: '1' },
    when: ['apply', { KEPT: '1', CHANGED: '2', NEW: '3', GONE: null }],
    expect: { result: { status: 'applied', unverified: [] } },
    asked: [LIST, LIST, UPDATE, LIST],
    left: { KEPT: '1', CHANGED: '2', NEW: '3' },
  },
  {
    name: 'refuses a plan of a state that has changed',
    given: { A: '1' },
    when: ['applyStale', { A: '2' }],
    expect: { error: { name: 'StalePlanError', outcome: 'not-sent' } },
    asked: [LIST, UPDATE, LIST],
    left: { A: 'moved' },
  },
  {
    name: 'exports integers to the last digit',
    when: ['sync'],
    expect: { result: ['1700000000000000001', '9007199254740993'] },
    asked: ['dataSync'],
  },
  {
    name: 'refuses what a deployment would refuse, and sends nothing',
    when: ['set', { '2FAST': 'marker-of-a-value' }],
    expect: { error: { name: 'InvalidInputError', outcome: 'not-sent', attempts: 0 } },
    asked: [],
  },
  {
    name: 'tells a refused token',
    when: ['setWithToken', 'dev:happy-otter-123|marker-of-a-token', { A: 'marker-of-a-value' }],
    expect: { error: { name: 'UnauthorizedError', status: 401, outcome: 'rejected', attempts: 1 } },
    asked: [UPDATE],
  },
  {
    name: "gives the caller's own reason back after an abort",
    faults: [[LIST, { kind: 'delay', ms: 60_000 }]],
    when: ['abort', 'changed my mind'],
    expect: { error: { reason: 'changed my mind' } },
    asked: [LIST],
  },
  {
    name: 'times out on a body that never ends',
    faults: [[LIST, { kind: 'stall' }]],
    when: ['list', { timeout: 3_000, retry: false }],
    expect: { error: { name: 'TimeoutError', outcome: 'unknown', attempts: 1 } },
    asked: [LIST],
  },
  {
    name: 'repeats a read after a 502',
    given: { A: '1' },
    faults: [[LIST, answers.badGateway]],
    when: ['list'],
    expect: { result: [{ name: 'A', value: '1' }] },
    asked: [LIST, LIST],
  },
  {
    name: 'repeats a write after a 503 that says it was rolled back',
    faults: [[UPDATE, answers.conflict]],
    when: ['set', { A: '1' }],
    expect: { result: 'done' },
    asked: [UPDATE, UPDATE],
    left: { A: '1' },
  },
  {
    name: 'never repeats a write after a 502',
    faults: [[UPDATE, answers.badGateway]],
    when: ['set', { A: 'marker-of-a-value' }],
    expect: { error: { name: 'ServerError', status: 502, outcome: 'unknown', attempts: 1 } },
    asked: [UPDATE],
    // A gateway's answer has no CORS headers: the page is told that there was none.
    on: { Chromium: { expect: BROKEN } },
  },
  {
    name: 'never repeats a write after a kept connection that broke',
    faults: [[UPDATE, { kind: 'reset', when: 'before' }]],
    when: ['listAndSet', { A: 'marker-of-a-value' }],
    expect: BROKEN,
    asked: [LIST, UPDATE],
    // Chromium sends a request again by itself where a kept connection breaks before it is answered.
    on: {
      Chromium: {
        expect: { result: 'done' },
        asked: [LIST, UPDATE, UPDATE],
        left: { A: 'marker-of-a-value' },
      },
    },
  },
  {
    name: 'knows that nothing was sent where nothing listens',
    down: true,
    when: ['set', { A: 'marker-of-a-value' }, { retry: false }],
    expect: { error: { name: 'ConnectionError', outcome: 'not-sent', attempts: 1 } },
    asked: [],
    // Neither tells why a request failed.
    on: { Chromium: { expect: BROKEN }, workerd: { expect: BROKEN } },
  },
  {
    name: 'says that there is no `fetch`',
    when: ['setWithoutFetch', { A: 'marker-of-a-value' }],
    expect: { error: { name: 'InvalidInputError', option: 'fetch', outcome: 'not-sent', attempts: 0 } },
    asked: [],
  },
  {
    name: 'reads an answer without a stream',
    given: { A: 'ß ∑ 🦦' },
    when: ['listWithoutStreams'],
    expect: { result: [{ name: 'A', value: 'ß ∑ 🦦' }] },
    asked: [LIST],
  },
  {
    name: 'never follows a redirect',
    faults: [
      [
        UPDATE,
        { kind: 'answer', status: 307, headers: { ...READABLE, location: 'http://127.0.0.1:9/elsewhere' } },
      ],
    ],
    when: ['set', { A: 'marker-of-a-value' }],
    expect: { error: { name: 'RedirectError', outcome: 'unknown', attempts: 1 } },
    asked: [UPDATE],
  },
  {
    name: 'does not believe a login page',
    faults: [[LIST, { kind: 'answer', status: 200, body: '<html>Log in</html>', headers: READABLE }]],
    when: ['list'],
    expect: { error: { name: 'UnexpectedResponseError', status: 200, outcome: 'unknown', attempts: 1 } },
    asked: [LIST],
  },
  {
    name: 'has a fake in its own process',
    when: ['fake'],
    expect: { result: [{ name: 'A', value: '1' }] },
    asked: [],
  },
  {
    name: 'serves a fake over HTTP, or says where that works',
    when: ['listeningFake'],
    expect: { result: [{ name: 'A', value: '1' }] },
    asked: [],
    on: { Chromium: { expect: CANNOT_LISTEN }, workerd: { expect: CANNOT_LISTEN } },
  },
  {
    name: 'receives what a deployment has signed',
    when: ['receive', DELIVERY],
    expect: { result: { isItsSignature: true, topics: ['function_execution', 'console'] } },
    asked: [],
  },
  {
    name: 'refuses a delivery of which one character has changed',
    when: ['receive', { ...DELIVERY, body: DELIVERY.body.replace('🦦', '🦫') }],
    expect: { result: { refused: 401 } },
    asked: [],
  },
  {
    name: 'has trouble of its own without a secret',
    when: ['receive', { ...DELIVERY, secret: '' }],
    expect: { result: { refused: 503 } },
    asked: [],
  },
  {
    name: 'signs as a deployment does',
    when: ['sign', DELIVERY.body, DELIVERY.secret],
    expect: { result: DELIVERY.signature },
    asked: [],
  },
  {
    name: 'meters usage, and each delivery once, over a restart',
    when: ['meter', DELIVERY],
    expect: {
      result: {
        counted: [true, false],
        totals: {
          'happy-otter-123': expect.objectContaining({
            functionCalls: 1,
            databaseIoGb: 0.5,
            dataEgressGb: 0,
          }),
        },
      },
    },
    asked: [],
  },
]
