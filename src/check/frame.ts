import type { Call } from './callees.js'
import type { FunctionNode } from './path.js'

/** A call of a function that is being followed. */
export interface Frame {
  readonly fn: FunctionNode
  /** `undefined` if any call of it may be meant: the value is followed up to there. */
  readonly call: Call | undefined
  /** True if that call is taken to be guarded. */
  readonly isGuarded?: boolean
}
