import type { Node } from '@babel/types'
import { type FunctionNode, isFunction } from './path.js'
import { readPattern, resolveName } from './scope.js'
import type { Binding, Path, Scope, SyntaxTree } from './syntax.js'

/**
 * Finds the nodes of a module that can have to do with variables: those that mention the environment, a name that is imported
 * from the project, a parameter of an exported function, or a name that is made of these, and all nodes around them.
 *
 * @param isOwn tells if a module that is named is one of the project
 */
export function findInteresting(tree: SyntaxTree, isOwn: (specifier: string) => boolean): ReadonlySet<Node> {
  const found = new Set<Node>()
  const carriers = new Set<Binding>()
  for (const path of tree.globals) addFrom(path)
  for (const binding of tree.scope.bindings.values())
    if (binding.kind === 'import' && mayCarry(binding, isOwn)) carriers.add(binding)
  for (const exported of tree.exports.values()) {
    const binding = exported.kind === 'local' ? tree.scope.bindings.get(exported.name) : undefined
    const fn = exported.kind === 'value' ? exported.path.node : binding && functionOf(binding)
    if (fn && isFunction(fn)) addParameters(fn)
  }
  // The set grows meanwhile.
  for (const binding of carriers) for (const path of tree.references.get(binding) ?? []) addFrom(path)
  return found

  function addFrom(path: Path): void {
    for (let at: Path | undefined = path; at && !found.has(at.node); at = at.parent) {
      found.add(at.node)
      if (at.node.type === 'FunctionDeclaration' && at.node.id) addName(at.node.id.name, at.scope)
      if (at.parent) addTakers(at, at.parent)
    }
  }

  /** Adds the names that take a value over. */
  function addTakers({ node: value, key, scope }: Path, parent: Path): void {
    const { node } = parent
    if (node.type === 'VariableDeclarator') addNames(node.id, scope)
    else if (node.type === 'AssignmentExpression') addNames(node.left, scope)
    else if (key === 'default') addNames(node, scope)
    else if (key === 'arguments' && 'callee' in node && node.callee !== value) {
      const { callee } = node
      const binding = callee?.type === 'Identifier' ? resolveName(callee.name, scope) : undefined
      const fn = binding ? functionOf(binding) : callee
      if (fn && isFunction(fn)) addParameters(fn)
    }
  }

  function addParameters(fn: FunctionNode): void {
    const scope = tree.inner.get(fn)
    if (scope) for (const parameter of fn.params) addNames(parameter, scope)
  }

  function addNames(pattern: Node, scope: Scope): void {
    for (const { name } of readPattern(pattern).names) addName(name, scope)
  }

  function addName(name: string, scope: Scope): void {
    const binding = resolveName(name, scope)
    if (binding) carriers.add(binding)
  }
}

/** Returns true for an imported name that may stand for something that reads variables. */
function mayCarry({ path }: Binding, isOwn: (specifier: string) => boolean): boolean {
  const declaration = path.parent?.node
  if (declaration?.type !== 'ImportDeclaration') return true
  const { value } = declaration.source
  return /^(?:node:)?process$/.test(value) || (isOwn(value) && !/_generated\/(?!server)/.test(value))
}

function functionOf({ path: { node } }: Binding): Node | undefined {
  return (node.type === 'VariableDeclarator' ? node.init : node) ?? undefined
}
