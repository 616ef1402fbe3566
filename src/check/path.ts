import type { Node } from '@babel/types'
import type { Path } from './syntax.js'

/** Returns the path of a node directly below another one, in the same scope. */
export function below<Kind extends Node>(parent: Path, key: string, node: Kind): Path<Kind> {
  return { node, parent, key, scope: parent.scope }
}

/** Returns the parent of a path, without what TypeScript writes around a value: `!`, `as`, `satisfies`. */
export function outside(path: Path): Path {
  let at = path
  while (at.parent && isWrapper(at.parent.node) && at.key === 'expression') at = at.parent
  return at
}

/** Returns an expression without what TypeScript writes around it. */
export function inside<Kind extends Node>(path: Path<Kind>): Path {
  let at: Path = path
  while (isWrapper(at.node)) at = below(at, 'expression', at.node.expression)
  return at
}

/** Returns true for a node that TypeScript puts around a value, which stays the same. */
export function isWrapper(node: Node): node is Extract<Node, { type: (typeof WRAPPERS)[number] }> {
  return WRAPPERS.some(type => type === node.type)
}

const WRAPPERS = [
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
  'ParenthesizedExpression',
] as const

/** Returns true if a value is a node of a syntax tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

export type FunctionNode = Extract<
  Node,
  {
    type:
      | 'ArrowFunctionExpression'
      | 'FunctionDeclaration'
      | 'FunctionExpression'
      | 'ObjectMethod'
      | 'ClassMethod'
      | 'ClassPrivateMethod'
  }
>

/** Returns true for a function of any kind. */
export function isFunction(node: Node): node is FunctionNode {
  return FUNCTIONS.has(node.type)
}

const FUNCTIONS = new Set([
  'ArrowFunctionExpression',
  'FunctionDeclaration',
  'FunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
])

/** Returns the innermost function around a node, or `undefined` at the top of a module. */
export function functionAround(path: Path): Path<FunctionNode> | undefined {
  for (let at = path.parent; at; at = at.parent) if (isFunctionPath(at)) return at
  return undefined
}

/** Returns the outermost function around a node, or `undefined` at the top of a module. */
export function outermostFunction(path: Path): FunctionNode | undefined {
  let found: FunctionNode | undefined
  for (let at = path.parent; at; at = at.parent) if (isFunction(at.node)) found = at.node
  return found
}

/** Returns true for the path of a function. */
export function isFunctionPath(path: Path): path is Path<FunctionNode> {
  return isFunction(path.node)
}

/** Returns true for a name that is assigned to, alone or in a pattern. */
export function isAssigned(path: Path): boolean {
  let at = path
  for (let { parent } = at; parent; { parent } = at) {
    const { node } = parent
    if (node.type === 'AssignmentExpression') return at.key === 'left' && node.operator === '='
    if (node.type === 'UpdateExpression') return true
    if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') return at.key === 'left'
    const isPattern =
      node.type === 'ArrayPattern' ||
      node.type === 'ObjectPattern' ||
      node.type === 'RestElement' ||
      (node.type === 'AssignmentPattern' && at.key === 'left') ||
      (node.type === 'ObjectProperty' && at.key === 'value' && parent.parent?.node.type === 'ObjectPattern')
    if (!isPattern) return false
    at = parent
  }
  return false
}
