import type { Node } from '@babel/types'
import { isSpreadBefore } from './callees.js'
import type { Frame } from './frame.js'
import { memberName, type Occurrences } from './occurrences.js'
import type { Outcome } from './outcome.js'
import { below } from './path.js'
import { resolveName } from './scope.js'
import { knownNames } from './static-names.js'
import type { Binding, Path, Step } from './syntax.js'
import { comparedWhenAbsent } from './tests.js'

/** An expression that has a variable's value, or an object with it. */
export interface Value {
  readonly path: Path
  /** The members that lead from the expression to the value. */
  readonly keys: readonly string[]
  /** The calls that the expression is in, the innermost first: a value that is returned goes on there. */
  readonly calls: readonly Frame[]
}

/** Returns the outcome of an empty stand-in: it counts as handled, unless the code throws on it later. */
export function isEmptyThen(outcome: Outcome, isEmpty: boolean, goOn: () => Outcome): Outcome {
  return outcome === 'handled' && isEmpty && goOn() === 'thrown' ? 'thrown' : outcome
}

/** Returns the outcome of `typeof` a value. */
export function ofTypeof(path: Path, test: (from: Path, absent: boolean) => Outcome): Outcome {
  const { parent } = path
  if (parent?.node.type !== 'BinaryExpression') return 'handled'
  const { left, right, operator } = parent.node
  const word = path.key === 'left' ? right : left
  if (word.type !== 'StringLiteral' || !/^[!=]==?$/.test(operator)) return 'handled'
  return test(parent, (word.value === 'undefined') === operator.startsWith('='))
}

/** Returns the outcome of a comparison: with what is written out it is a look, with anything else the value is taken. */
export function ofComparison(
  at: Path,
  parent: Path,
  node: Extract<Node, { type: 'BinaryExpression' }>,
  test: (from: Path, absent: boolean) => Outcome,
  occurrences: Occurrences,
): Outcome {
  const other = at.key === 'left' ? node.right : node.left
  if (!/^[!=]==?$/.test(node.operator)) return 'used'
  const absent = comparedWhenAbsent(node, other)
  if (absent !== undefined) return test(parent, absent)
  const isLiteral = /^(?:Boolean|Numeric)Literal$/.test(other.type)
  return isLiteral || knownNames(below(parent, 'right', other), occurrences)?.kind === 'names'
    ? 'handled'
    : 'used'
}

/** Returns the outcome of a value that becomes a member of an object. */
export function ofProperty(
  object: Path,
  name: string | undefined,
  goOn: (path: Path, keys: readonly string[]) => Outcome,
  keys: readonly string[],
): Outcome {
  if (name === undefined || object.node.type !== 'ObjectExpression') return 'used'
  return goOn(object, [name, ...keys])
}

/** Returns the keys that are left behind the steps to a name: `undefined` if they lead elsewhere, `deeper` if into the value. */
export function keysBehind(
  steps: readonly Step[],
  keys: readonly string[],
): readonly string[] | 'deeper' | undefined {
  let left = keys
  for (const { key, isRest } of steps) {
    if (key === '' || isRest) continue
    const [next, ...rest] = left
    if (next === undefined) return 'deeper'
    if (key !== next) return undefined
    left = rest
  }
  return left
}

/** Returns true for a list whose empty members are sorted out. */
export function isFiltered({ parent, key }: Path): boolean {
  const node = parent?.node
  return (
    key === 'object' &&
    node?.type === 'MemberExpression' &&
    ['every', 'filter', 'find', 'flatMap', 'some'].includes(memberName(node) ?? '')
  )
}

/** Returns true for a part of an optional chain. */
export function isChain({ type }: Node): boolean {
  return type === 'OptionalMemberExpression' || type === 'OptionalCallExpression'
}

/** Methods that are prepared for any argument. */
export const HANDLING = new Set(['includes', 'has', 'isArray'])

/** Functions that turn a value into another one, and make of nothing what counts as nothing. */
export const CONVERTING = new Set(['BigInt', 'Number', 'String', 'parseFloat', 'parseInt'])

/** Returns true for a parameter that the call which is followed gives nothing for, `open` if that call is not known. */
export function isLeftOut({ node, scope }: Path, calls: readonly Frame[]): boolean | 'open' {
  const binding = node.type === 'Identifier' ? resolveName(node.name, scope) : undefined
  const frame = calls.find(({ fn }) => fn === binding?.path.parent?.node)
  if (binding?.kind !== 'parameter' || !frame || binding.steps.length > 0) return false
  if (!frame.call) return 'open'
  const index = frame.fn.params.findIndex(parameter => Object.is(parameter, binding.path.node))
  return !isSpreadBefore(frame.call, index) && frame.call.node.arguments.length <= index
}

/** Returns the names that a value stands in for. */
export function namesWithDefault(at: Path, parent: Path): Binding[] {
  return [...parent.scope.bindings.values()].filter(
    ({ path, steps }) => path.node === parent.node && steps.at(-1)?.fallback === at.node,
  )
}
