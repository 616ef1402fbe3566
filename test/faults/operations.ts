import type { RetryOptions } from '../../src/index.js'
import { type MethodCall, type OperationCalls, V1 } from '../support/calls.js'

/** An operation that stands for all that are repeated alike, answer a body or none, and have the same limits. */
export interface FaultedOperation {
  readonly kind: string
  readonly operation: keyof typeof V1
  readonly call: MethodCall['call']
  readonly retry: RetryOptions | undefined
  /** Whether it is repeated also where it may have taken effect. */
  readonly repeats: boolean
  /** Whether the document declares a body for its answer. */
  readonly answersBody: boolean
  readonly good: string
  readonly result: unknown
  /** The same from a deployment of tomorrow, with another field. */
  readonly newer: string
  readonly newerResult: unknown
}

interface Difference {
  readonly call?: MethodCall['call']
  readonly retry?: RetryOptions
  readonly repeats?: true
}

function faulted(kind: string, operation: keyof typeof V1, difference: Difference = {}): FaultedOperation {
  const { answer, methods }: OperationCalls = V1[operation]
  const [{ call, result }] = methods
  return {
    kind,
    operation,
    call: difference.call ?? call,
    retry: difference.retry,
    repeats: difference.repeats ?? false,
    answersBody: answer !== undefined,
    good: answer === undefined ? '' : JSON.stringify(answer),
    result,
    newer: JSON.stringify({ ...Object(answer), revision: 7 }),
    newerResult: operation === 'dataSync' ? { ...Object(result), revision: 7 } : result,
  }
}

const repeatWrites = { repeatWrites: true }

/** One operation of each kind; a test compares them with the generated table. */
export const OPERATIONS: readonly FaultedOperation[] = [
  faulted('a read', 'listEnvironmentVariables', { repeats: true }),
  faulted('a write', 'updateEnvironmentVariables'),
  faulted('a write under `repeatWrites`', 'updateEnvironmentVariables', {
    retry: repeatWrites,
    repeats: true,
  }),
  faulted('a write that answers', 'updateUsageLimit'),
  faulted('a write that must happen once, under `repeatWrites`', 'unpauseDeployment', {
    retry: repeatWrites,
  }),
  faulted('a write that must happen once and answers, under `repeatWrites`', 'rotateWebhookSecret', {
    retry: repeatWrites,
  }),
  faulted('the first page of a sync, under `repeatWrites`', 'dataSync', { retry: repeatWrites }),
  faulted('a further page of a sync', 'dataSync', {
    call: async ({ dataSync }, options) => (await dataSync.pages({ cursor: 'c1' }, options).next()).value,
    repeats: true,
  }),
]
