import type { SectionName } from '../../errors.js'
import { v1 } from '../../schema/contracts.js'
import { findMismatch } from '../../schema/validate.js'
import type { Change } from './desired.js'
import { holdsKey } from './keys.js'
import { findPlaceholder } from './placeholders.js'

/** A reason why a section of a plan cannot be applied as it is. No message holds a value. */
export interface SectionProblem {
  readonly kind: ProblemKind
  /** The name of the variable, or of another member of the section, if the problem is about one. */
  readonly name?: string
  readonly message: string
}

/** A reason why a plan cannot be applied as it is, and the section that it is about. */
export interface PlanProblem extends SectionProblem {
  readonly section: SectionName
}

export type ProblemKind =
  | 'invalid-name'
  | 'invalid-value'
  | 'reserved'
  | 'empty'
  | 'placeholder'
  | 'reference'
  | 'mask'
  | 'cut'
  | 'credential'
  | 'schema'
  | 'protected'
  | 'too-many-removals'
  | 'too-many-variables'
  | 'too-many-bytes'
  /** Something has to be there (`keep`), and is not. */
  | 'missing'
  /** Of two variables that belong together, one exists and the other does not. */
  | 'incomplete-pair'
  /** The key may not read the section. */
  | 'forbidden'
  /** The plan of the team lacks the section. */
  | 'not-in-plan'
  /** The deployment is too old for the section. */
  | 'unsupported'

/** The options that accept a value that is mostly a mistake. */
export interface Allowances {
  readonly allowEmpty?: boolean | undefined
  readonly allowPlaceholders?: boolean | undefined
  readonly allowManaged?: boolean | undefined
  /** The key that the plan is made by: no value of a deployment. */
  readonly token?: string | undefined
}

/** Returns the problems of one change by itself. */
export function changeProblems(
  { name, after, made }: Change,
  isProtected: boolean,
  isRestored: boolean,
  allowances: Allowances,
): SectionProblem[] {
  const problems: SectionProblem[] = []
  const add = (kind: ProblemKind, message: string) => problems.push({ kind, name, message })
  if (isProtected) add('protected', 'is protected, and would change')
  if (after === undefined && made === undefined) return problems
  const { request } = v1().updateEnvironmentVariables
  const mismatch = findMismatch(request, { changes: [{ name, value: after ?? '' }] }, 'sent')
  if (mismatch) add(kindOf(mismatch.member), mismatch.expected)
  return [...problems, ...(isRestored || after === undefined ? [] : oddities(name, after, allowances))]
}

/** Shorter ones are those of a test, and may be in any value. */
const SHORTEST_TOKEN = 16

/** Returns the problems of a value by its looks: it is legal, and mostly a mistake. */
export function oddities(name: string, after: string, allowances: Allowances): SectionProblem[] {
  const problems: SectionProblem[] = []
  const add = (kind: ProblemKind, message: string) => problems.push({ kind, name, message })
  if (after === '' && !allowances.allowEmpty)
    add('empty', 'is empty (did a pipe fail?). Pass `allowEmpty` to allow it')
  const placeholder = allowances.allowPlaceholders ? undefined : findPlaceholder(after)
  if (placeholder) add(placeholder.kind, `${placeholder.message}. Pass \`allowPlaceholders\` to allow it`)
  if (isCutPem(after)) {
    add('cut', 'is the beginning of a PEM text without its end (was a paste cut?). Take it from its file')
  }
  const { token = '' } = allowances
  const isOwn = token.length >= SHORTEST_TOKEN && after.includes(token)
  if ((holdsKey(after) || isOwn) && !allowances.allowManaged) {
    const what = isOwn ? 'the key that this plan is made by' : 'what reads as a deploy key'
    add('credential', `holds ${what}, which opens a deployment. Pass \`allowManaged\` to allow it`)
  }
  return problems
}

/** Returns true for the beginning of a PEM text, such as its first line alone, which is of no use without the rest. */
export function isCutPem(value: string): boolean {
  return /^\s*-----BEGIN [^\r\n-]+-----/.test(value) && !value.includes('-----END ')
}

function kindOf(member: string): ProblemKind {
  if (member === '.name') return 'invalid-name'
  return member === '.value' ? 'invalid-value' : 'reserved'
}
