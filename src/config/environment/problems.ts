import { v1 } from '../../../generated/operations.js'
import type { Change } from '../../resources/environment/changes.js'
import { findFault } from '../../schema/validate.js'

/** Why a plan must not be applied as it is. No message holds a value. */
export interface PlanProblem {
  readonly kind: ProblemKind
  /** The variable that it is about, where it is about one. */
  readonly name?: string
  readonly message: string
}

export type ProblemKind =
  | 'invalid-name'
  | 'invalid-value'
  | 'reserved'
  | 'empty'
  | 'placeholder'
  | 'schema'
  | 'protected'
  | 'too-many-removals'
  | 'too-many-variables'
  | 'too-many-bytes'

/** The options that make a value acceptable that is mostly a mistake. */
export interface Allowances {
  readonly allowEmpty?: boolean | undefined
  readonly allowPlaceholders?: boolean | undefined
}

/** What is wrong with one change by itself. */
export function changeProblems(
  { name, after }: Change,
  isProtected: boolean,
  allowances: Allowances,
): PlanProblem[] {
  const problems: PlanProblem[] = []
  const add = (kind: ProblemKind, message: string) => problems.push({ kind, name, message })
  if (isProtected) add('protected', 'is protected, and would change')
  if (after === undefined) return problems
  const { request } = v1().updateEnvironmentVariables
  const fault = findFault(request, { changes: [{ name, value: after }] }, 'sent')
  if (fault) add(faultKind(fault.at), fault.says)
  if (after === '' && !allowances.allowEmpty)
    add('empty', 'is empty: a broken pipe? Pass `allowEmpty` to mean it')
  if (looksLikePlaceholder(after) && !allowances.allowPlaceholders) {
    add('placeholder', 'looks like a placeholder. Pass `allowPlaceholders` to mean it')
  }
  return problems
}

function faultKind(at: string): ProblemKind {
  if (at.endsWith('/name')) return 'invalid-name'
  return at.endsWith('/value') ? 'invalid-value' : 'reserved'
}

const PLACEHOLDERS = [
  /^\*{3,}$/,
  /^\[(?:sensitive|redacted|secret|hidden|masked|encrypted)\]$/i,
  /^<[^<>]*>$/,
  /^change[_-]?me/i,
  /^(?:your|replace)[_-][\w-]*$/i,
  /^encrypted:/,
  /^(?:undefined|null|\[object Object\]|TODO|xxx+)$/i,
]

function looksLikePlaceholder(value: string): boolean {
  const trimmed = value.trim()
  return PLACEHOLDERS.some(pattern => pattern.test(trimmed))
}
