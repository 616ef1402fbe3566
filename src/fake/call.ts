import type { Permission } from '../../generated/permissions.js'
import type { FakeActor, FakeState } from './state.js'

/** An authorised request, as the rules of an operation see it. */
export interface FakeCall {
  readonly state: FakeState
  /** The fake's clock, in milliseconds since the epoch. */
  readonly now: number
  /** The origin at which the deployment answers. */
  readonly origin: string
  readonly body: Readonly<Record<string, unknown>>
  readonly query: URLSearchParams
  /** The id in the path, or an empty string. */
  readonly id: string
  readonly actor: FakeActor
  /** Throws if the sender may not perform another action that the operation needs. */
  readonly demand: (action: Permission) => void
  /**
   * Throws if the sender acts as somebody else, for whom a deployment writes no row of its own. That comes after the
   * rules of the operation, and before it writes.
   */
  readonly demandWriter: () => void
  readonly clientIp: string | null
  readonly clientUserAgent: string | null
  /** The `Convex-Client` header. */
  readonly client: string | null
}

/** A function that performs an operation and returns the body, or `undefined`. It checks all before it writes. */
export type FakeOperation = (call: FakeCall) => unknown

/** Writes an event into the audit log. */
export function audit(
  { state, now, actor, clientIp, clientUserAgent }: FakeCall,
  action: string,
  metadata: object,
): void {
  state.auditLog.push({
    actor,
    action,
    createTime: now,
    metadata: { ...metadata },
    clientIp,
    clientUserAgent,
  })
}

/** Compares texts by their bytes of UTF-8, as the server does. JavaScript orders strings by UTF-16 units. */
export function byBytes(a: string, b: string): number {
  const [left, right] = [new TextEncoder().encode(a), new TextEncoder().encode(b)]
  const length = Math.min(left.length, right.length)
  for (let i = 0; i < length; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
