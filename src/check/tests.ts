import type { Node } from '@babel/types'
import { bindingNamed } from './callees.js'
import type { Occurrences } from './occurrences.js'
import { type Outcome, strongest } from './outcome.js'
import { below, outside } from './path.js'
import type { Path } from './syntax.js'
import { isThrower, leaves, nextStatement, throws } from './throwing.js'

/**
 * Returns what becomes of a condition that depends on a variable: `thrown` if a missing variable alone is enough for the code
 * to throw, otherwise `handled`.
 * @param absent the value of the expression if the variable is missing
 */
export function outcomeOfTest(path: Path, absent: boolean, occurrences: Occurrences, depth = 0): Outcome {
  const at = outside(path)
  const { parent, key } = at
  const node = parent?.node
  if (!parent || !node || depth > 20) return 'handled'
  const again = (value: boolean, from = parent) => outcomeOfTest(from, value, occurrences, depth + 1)
  const thrownIf = (is: boolean): Outcome => (is ? 'thrown' : 'handled')
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === '!' ? again(!absent) : 'handled'
    case 'LogicalExpression': {
      const decides = node.operator === '&&' ? !absent : node.operator === '||' && absent
      if (decides) return again(absent)
      // Otherwise the right side is what counts.
      return thrownIf(key === 'left' && isThrower(below(parent, 'right', node.right), occurrences))
    }
    case 'CallExpression':
      return isNamed(node.callee, 'Boolean') ? again(absent) : thrownIf(isAssertion(node.callee) && !absent)
    case 'IfStatement': {
      const branch = absent ? node.consequent : node.alternate
      if (branch) return thrownIf(throws(branch, parent, occurrences))
      // One of several ways that return is no demand, nor is one with further conditions.
      if (absent || !leaves(node.consequent) || isLogical(node.test) || isAlternative(parent))
        return 'handled'
      const next = nextStatement(parent)
      return thrownIf(next !== undefined && throws(next, parent, occurrences))
    }
    case 'ConditionalExpression':
      return key === 'test'
        ? thrownIf(isThrower(below(parent, 'branch', absent ? node.consequent : node.alternate), occurrences))
        : 'handled'
    case 'VariableDeclarator': {
      const binding = node.id.type === 'Identifier' ? bindingNamed(parent, node.id.name) : undefined
      if (binding?.kind !== 'const') return 'handled'
      return strongest(['handled', ...occurrences.of(binding).map(use => again(absent, use))])
    }
    default:
      return 'handled'
  }
}

/** Returns how a comparison of a variable with something ends if it is missing, or `undefined` if that is not known. */
export function comparedWhenAbsent(
  node: Extract<Node, { type: 'BinaryExpression' }>,
  other: Node,
): boolean | undefined {
  const isSame = ['==', '===', '!=', '!=='].includes(node.operator)
  if (!isSame || !isNothing(other)) return undefined
  const isStrict = node.operator.length === 3
  if (isStrict && other.type === 'NullLiteral') return undefined
  return node.operator.startsWith('=')
}

/** Returns true for `undefined`, `void 0`, `null`, and the word for it behind `typeof`. */
export function isNothing(node: Node): boolean {
  return (
    isNamed(node, 'undefined') ||
    node.type === 'NullLiteral' ||
    (node.type === 'UnaryExpression' && node.operator === 'void')
  )
}

/** Returns true for a value that stands for a missing one: nothing, or an empty text. */
export function isEmpty(node: Node): boolean {
  return isNothing(node) || (node.type === 'StringLiteral' && node.value === '') || isFalse(node)
}

function isLogical({ type }: Node): boolean {
  return type === 'LogicalExpression'
}

/** Returns true for an `if` behind another one that leaves its block as well. */
function isAlternative({ node, parent }: Path): boolean {
  const siblings: readonly Node[] = parent?.node.type === 'BlockStatement' ? parent.node.body : []
  const before = siblings[siblings.indexOf(node) - 1]
  return before?.type === 'IfStatement' && leaves(before.consequent)
}

function isFalse(node: Node): boolean {
  return node.type === 'BooleanLiteral' && !node.value
}

/** Returns true for a function that throws unless it is given something. */
export function isAssertion(callee: Node): boolean {
  if (callee.type === 'MemberExpression') return isAssertion(callee.object) && isNamed(callee.property, 'ok')
  return callee.type === 'Identifier' && /^(?:assert|invariant)$/.test(callee.name)
}

export function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}
