import type { Node } from '@babel/types'
import { callOf, usesOf } from './callees.js'
import type { Frame } from './frame.js'
import type { Occurrences } from './occurrences.js'
import { type FunctionNode, functionAround, isFunction, isFunctionPath } from './path.js'
import type { Binding, Path, SyntaxTree } from './syntax.js'
import { leaves } from './throwing.js'

/** Finds the code that runs only where some variable says so. */
export interface Guards {
  /**
   * Returns true for code that a condition on a variable decides about: a branch, or what is behind an early return.
   * @param calls the calls that the code is in, the innermost first
   */
  isGuarded(path: Path, calls: readonly Frame[]): boolean
}

/** The number of functions around a place whose callers are looked at. */
const DEEPEST = 3

/** @param reads the places where variables are read */
export function createGuards(reads: readonly Path[], occurrences: Occurrences): Guards {
  const offsets = new Map<SyntaxTree, number[]>()
  for (const { node, scope } of reads) {
    const known = offsets.get(scope.tree) ?? []
    offsets.set(scope.tree, known)
    known.push(node.start ?? 0)
  }
  const identifiers = new Map<SyntaxTree, readonly Path[]>()
  const derived = new Map<Binding, boolean>()
  const tests = new Map<Node, boolean>()

  const called = new Map<FunctionNode, boolean>()

  function isGuarded(path: Path, calls: readonly Frame[], depth = 0): boolean {
    for (let at = path; at.parent; at = at.parent) {
      const { parent, key } = at
      const { node } = parent
      if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
        if (key !== 'test' && dependsOnVariable(node.test, at.scope.tree)) return true
      } else if (node.type === 'LogicalExpression') {
        if (node.operator === '&&' && key === 'right' && dependsOnVariable(node.left, at.scope.tree))
          return true
      } else if (node.type === 'SwitchStatement') {
        if (key === 'cases' && dependsOnVariable(node.discriminant, at.scope.tree)) return true
      } else if (node.type === 'BlockStatement' || node.type === 'Program') {
        if (hasReturnBefore(node.body, at.node, at.scope.tree)) return true
      }
      if (!isFunctionPath(at)) continue
      const frame = calls.findIndex(({ fn }) => fn === at.node)
      const known = calls[frame]
      if (known?.call) return isGuarded(known.call, calls.slice(frame + 1), depth)
      if (known) return known.isGuarded === true
      if (depth < DEEPEST && isCalledGuarded(at, depth)) return true
    }
    return false
  }

  function hasReturnBefore(statements: readonly Node[], statement: Node, tree: SyntaxTree): boolean {
    for (const one of statements) {
      if (one === statement) return false
      if (one.type === 'IfStatement' && leaves(one.consequent) && dependsOnVariable(one.test, tree))
        return true
    }
    return false
  }

  /** Returns true for a function all calls of which are guarded. */
  function isCalledGuarded(path: Path<FunctionNode>, depth: number): boolean {
    const known = called.get(path.node)
    if (known !== undefined) return known
    called.set(path.node, false)
    const result = areCallsGuarded(path, depth)
    called.set(path.node, result)
    return result
  }

  function areCallsGuarded(path: Path<FunctionNode>, depth: number): boolean {
    const uses = usesOf(path, occurrences) ?? []
    const calls = uses.flatMap(use => callOf(use) ?? [])
    if (calls.length === 0 || calls.length < uses.length) return false
    return calls.every(call => functionAround(call)?.node !== path.node && isGuarded(call, [], depth + 1))
  }

  function dependsOnVariable(test: Node, tree: SyntaxTree): boolean {
    const known = tests.get(test)
    if (known !== undefined) return known
    tests.set(test, false)
    const [start, end] = [test.start ?? 0, test.end ?? 0]
    const result = holdsRead(tree, start, end) || identifiersIn(tree, start, end).some(isDerived)
    tests.set(test, result)
    return result
  }

  function holdsRead(tree: SyntaxTree, start: number, end: number): boolean {
    return (offsets.get(tree) ?? []).some(offset => offset >= start && offset < end)
  }

  /** Returns true for a name that was made of a variable, and for a function that looks at one. */
  function isDerived(path: Path): boolean {
    const meaning = occurrences.resolve(path)
    if (meaning?.kind !== 'binding') return false
    const { binding } = meaning
    const known = derived.get(binding)
    if (known !== undefined) return known
    derived.set(binding, false)
    const { node, scope } = binding.path
    const made = node.type === 'VariableDeclarator' ? node.init : isFunction(node) ? node : undefined
    const result = made ? dependsOnVariable(made, scope.tree) : false
    derived.set(binding, result)
    return result
  }

  function identifiersIn(tree: SyntaxTree, start: number, end: number): Path[] {
    let all = identifiers.get(tree)
    if (!all) {
      all = [...tree.references.values()].flat().sort((a, b) => (a.node.start ?? 0) - (b.node.start ?? 0))
      identifiers.set(tree, all)
    }
    const found: Path[] = []
    for (let index = firstFrom(all, start); index < all.length; index++) {
      const path = all[index]
      if (!path || (path.node.start ?? 0) >= end) break
      found.push(path)
    }
    return found
  }

  return { isGuarded: (path, calls) => isGuarded(path, calls) }
}

function firstFrom(paths: readonly Path[], start: number): number {
  let [low, high] = [0, paths.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((paths[middle]?.node.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  return low
}
