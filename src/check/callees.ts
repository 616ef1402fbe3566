import type { Node } from '@babel/types'
import type { Occurrences } from './occurrences.js'
import { below, type FunctionNode, inside, isFunction, isFunctionPath, outside } from './path.js'
import { readPattern } from './scope.js'
import type { Binding, Path } from './syntax.js'

/** A call of a function that is known by its name. */
export type Call = Path<
  Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' | 'NewExpression' }>
>

/** Returns the call that a node is the callee of, if it is one. */
export function callOf(path: Path): Call | undefined {
  const at = outside(path)
  return at.parent && at.key === 'callee' && isCall(at.parent) ? at.parent : undefined
}

export function isCall(path: Path): path is Call {
  const { type } = path.node
  return type === 'CallExpression' || type === 'OptionalCallExpression' || type === 'NewExpression'
}

/** Returns the argument of a call by its position, or `undefined` if it is left out. */
export function argumentAt(call: Call, index: number): Path | undefined {
  const argument = call.node.arguments[index]
  return argument && below(call, 'arguments', argument)
}

/** Returns true if arguments are spread before a position, so that it is not known what stands there. */
export function isSpreadBefore(call: Call, index: number): boolean {
  return call.node.arguments.slice(0, index + 1).some(({ type }) => type === 'SpreadElement')
}

/** Returns the function that an expression stands for, if that is known. */
export function functionOf(path: Path, occurrences: Occurrences): Path<FunctionNode> | undefined {
  const at = inside(path)
  if (isFunctionPath(at)) return at
  const meaning = occurrences.resolve(at)
  if (meaning?.kind === 'value') return isFunctionPath(meaning.path) ? meaning.path : undefined
  if (meaning?.kind !== 'binding') return undefined
  return functionNamed(meaning.binding, occurrences)
}

function functionNamed(binding: Binding, occurrences: Occurrences): Path<FunctionNode> | undefined {
  if (occurrences.isReassigned(binding)) return undefined
  const { path } = binding
  if (binding.kind === 'function') return isFunctionPath(path) ? path : undefined
  const init = initOf(binding)
  return init && isFunctionPath(init) ? init : undefined
}

/** Returns what a name without a pattern is declared with. */
export function initOf({ path, steps }: Binding): Path | undefined {
  const { node } = path
  if (node.type !== 'VariableDeclarator' || !node.init || steps.length > 0) return undefined
  return inside(below(path, 'init', node.init))
}

/** Returns every place where a function is used, or `undefined` if it has no name that it is used by. */
export function usesOf(path: Path<FunctionNode>, occurrences: Occurrences): readonly Path[] | undefined {
  const { node } = path
  if (node.type === 'FunctionDeclaration') {
    const binding = node.id && path.scope.bindings.get(node.id.name)
    if (binding) return occurrences.of(binding)
    return path.parent?.node.type === 'ExportDefaultDeclaration'
      ? occurrences.ofDefault(path.scope.tree)
      : undefined
  }
  const { parent, key } = outside(path)
  if (parent?.node.type === 'ExportDefaultDeclaration') return occurrences.ofDefault(path.scope.tree)
  if (parent?.node.type !== 'VariableDeclarator' || key !== 'init' || parent.node.id.type !== 'Identifier')
    return undefined
  const binding = bindingNamed(parent, parent.node.id.name)
  return binding && !occurrences.isReassigned(binding) ? occurrences.of(binding) : undefined
}

/** Returns the binding that a declarator makes. */
export function bindingNamed(declarator: Path, name: string): Binding | undefined {
  for (let scope = declarator.scope; ; scope = scope.parent) {
    const binding = scope.bindings.get(name)
    if (binding) return binding
    if (!scope.parent) return undefined
  }
}

/** Returns the names that a parameter declares. */
export function parameterBindings({ node, scope }: Path<FunctionNode>, index: number): Binding[] {
  const parameter = node.params[index]
  const inner = scope.tree.inner.get(node)
  if (!parameter || !inner) return []
  return readPattern(parameter).names.flatMap(({ name }) => inner.bindings.get(name) ?? [])
}

/** Returns the position of the parameter that a name is, if it is one without a pattern. */
export function parameterIndex({ kind, path, steps }: Binding): number | undefined {
  const fn = path.parent?.node
  if (kind !== 'parameter' || !fn || !isFunction(fn) || steps.some(({ key }) => key !== '')) return undefined
  const index = fn.params.findIndex(parameter => Object.is(parameter, path.node))
  return index === -1 ? undefined : index
}
