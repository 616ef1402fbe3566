import type { Node } from '@babel/types'
import { findInteresting } from './interest.js'
import { SKIPPED } from './node-kinds.js'
import { isAssigned, isFunction, isNode, outside } from './path.js'
import type { Path, SyntaxTree } from './syntax.js'

/**
 * Lets go the parts of a module that have nothing to do with variables: all trees of a project are in memory at once. What
 * the other parts need of them stays: constants, and which statements leave their block or throw.
 */
export function prune(tree: SyntaxTree, isOwn: (specifier: string) => boolean): void {
  const interesting = findInteresting(tree, isOwn)
  pruneBelow(tree.program)
  for (const [binding, paths] of tree.references) {
    const kept = paths.filter(path => interesting.has(path.node) || isWritten(path))
    if (kept.length > 0) tree.references.set(binding, kept)
    else tree.references.delete(binding)
  }

  function pruneBelow(node: Node): void {
    for (const key in node) {
      const value: unknown = Reflect.get(node, key)
      if (typeof value !== 'object' || value === null || SKIPPED.has(key)) continue
      if (isNode(value)) Reflect.set(node, key, pruned(value, key))
      else if (Array.isArray(value))
        Reflect.set(
          node,
          key,
          value.map(item => (isNode(item) ? pruned(item, key) : item)),
        )
    }
  }

  function pruned(node: Node, key: string): Node {
    if (!interesting.has(node)) {
      if (LET_GO.has(node.type)) return NO_STATEMENT
      if (isOpaque(node, key)) return UNKNOWN
    }
    // No other member of a handed on object is looked at.
    if (node.type === 'ObjectExpression' && !NAMED.has(key))
      node.properties = node.properties.filter(property => interesting.has(property))
    pruneBelow(node)
    return node
  }
}

/** Returns true for a name that is assigned to, or a member of it. */
function isWritten(path: Path): boolean {
  return isAssigned(path) || outside(path).parent?.key === 'left'
}

/** An expression of which nothing is known. */
const UNKNOWN: Node = { type: 'ThisExpression' }
const NO_STATEMENT: Node = { type: 'EmptyStatement' }

/** Returns true for an expression that nothing looks into. */
function isOpaque(node: Node, key: string): boolean {
  if (isFunction(node) || node.type === 'ObjectExpression') return !NAMED.has(key)
  if (node.type === 'MemberExpression') return key !== 'callee' && node.object.type !== 'Identifier'
  if (node.type === 'CallExpression') return node.callee.type !== 'Identifier' && !isFunction(node.callee)
  return OPAQUE.has(node.type)
}

/** The members of a node that hold what a name stands for, or what is called. */
const NAMED: ReadonlySet<string> = new Set(['body', 'callee', 'declaration', 'expression', 'init'])

const OPAQUE: ReadonlySet<string> = new Set([
  'AssignmentExpression',
  'ClassBody',
  'ClassExpression',
  'JSXElement',
  'JSXFragment',
  'NewExpression',
  'OptionalCallExpression',
  'OptionalMemberExpression',
  'TaggedTemplateExpression',
  'UpdateExpression',
  'YieldExpression',
])

const LET_GO: ReadonlySet<string> = new Set([
  'DoWhileStatement',
  'ForInStatement',
  'ForOfStatement',
  'ForStatement',
  'LabeledStatement',
  'SwitchStatement',
  'TryStatement',
  'WhileStatement',
])
