import type { Node, Statement } from '@babel/types'
import { functionOf, isCall } from './callees.js'
import type { Frame } from './frame.js'
import type { Occurrences } from './occurrences.js'
import { below, inside, isFunction } from './path.js'
import type { Path } from './syntax.js'

/** Returns true for an expression that never has a value, such as a call of a function that always throws. */
export function isThrower(path: Path, occurrences: Occurrences): boolean {
  const at = inside(path)
  if (at.node.type === 'AwaitExpression')
    return isThrower(below(at, 'argument', at.node.argument), occurrences)
  if (!isCall(at) || at.node.type === 'NewExpression') return false
  const callee = inside(below(at, 'callee', at.node.callee))
  if (isExit(callee.node)) return true
  const body = functionOf(callee, occurrences)?.node.body
  return body?.type === 'BlockStatement' && body.body.some(({ type }) => type === 'ThrowStatement')
}

/** Returns true for a statement that throws whenever it is reached. */
export function throws(statement: Statement, parent: Path, occurrences: Occurrences): boolean {
  if (statement.type === 'ThrowStatement') return true
  if (statement.type === 'BlockStatement') return statement.body.some(one => throws(one, parent, occurrences))
  return (
    statement.type === 'ExpressionStatement' &&
    isThrower(below(parent, 'expression', statement.expression), occurrences)
  )
}

/**
 * Returns true for code whose errors are caught, by a `catch` that throws none itself.
 * @param calls the calls that the code is in, the innermost first
 */
export function isCaught(path: Path, calls: readonly Frame[] = []): boolean {
  for (let at = path; at.parent; at = at.parent) {
    const { node } = at.parent
    if (node.type === 'TryStatement' && at.key === 'block' && node.handler && !holdsThrow(node.handler.body))
      return true
    if (!isFunction(at.node)) continue
    const index = calls.findIndex(({ fn }) => fn === at.node)
    const call = calls[index]?.call
    return call !== undefined && isCaught(call, calls.slice(index + 1))
  }
  return false
}

function holdsThrow(statement: Statement): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(holdsThrow)
  if (statement.type !== 'IfStatement') return statement.type === 'ThrowStatement'
  return [statement.consequent, statement.alternate].some(branch => branch && holdsThrow(branch))
}

/** Returns true for a statement behind which nothing of its block runs. */
export function leaves(statement: Statement): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(leaves)
  return ['ReturnStatement', 'ContinueStatement', 'BreakStatement'].includes(statement.type)
}

/** Returns the statement behind another one in its block. */
export function nextStatement({ node, parent }: Path): Statement | undefined {
  const siblings: readonly Statement[] | undefined =
    parent?.node.type === 'BlockStatement' || parent?.node.type === 'Program' ? parent.node.body : undefined
  const at = siblings?.findIndex(sibling => Object.is(sibling, node)) ?? -1
  return at === -1 ? undefined : siblings?.[at + 1]
}

/** Returns true for `process.exit`. */
function isExit(callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'process' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'exit'
  )
}
