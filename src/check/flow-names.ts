import type { Node } from '@babel/types'
import { keysBehind, namesWithDefault, type Value } from './flow-steps.js'
import type { Frame } from './frame.js'
import type { Occurrences } from './occurrences.js'
import { type Outcome, strongest } from './outcome.js'
import { readPattern, resolveName } from './scope.js'
import type { Binding, Path } from './syntax.js'

/** Follows values into the names that take them. `outcome` goes on from each place where such a name stands. */
export function createFlowOfNames(outcome: (value: Value) => Outcome, occurrences: Occurrences) {
  function ofAll(paths: readonly Path[], keys: readonly string[], calls: readonly Frame[]): Outcome {
    return strongest(paths.map(path => outcome({ path, keys, calls })))
  }

  function ofBinding(binding: Binding, keys: readonly string[], calls: readonly Frame[]): Outcome {
    return ofAll(occurrences.of(binding), keys, calls)
  }

  function ofPattern(pattern: Node, path: Path, keys: readonly string[], calls: readonly Frame[]): Outcome {
    const bindings = readPattern(pattern).names.flatMap(({ name }) => resolveName(name, path.scope) ?? [])
    return ofNames(bindings, keys, calls)
  }

  /** Follows the names of a pattern that take the value. */
  function ofNames(bindings: readonly Binding[], keys: readonly string[], calls: readonly Frame[]): Outcome {
    return strongest(
      bindings.map(binding => {
        const left = keysBehind(binding.steps, keys)
        if (left === undefined) return 'unused'
        if (left === 'deeper') return 'asserted'
        const last = binding.steps.at(-1)
        const isHandled = left.length === 0 && last?.fallback !== undefined
        return isHandled ? 'handled' : ofBinding(binding, left, calls)
      }),
    )
  }

  /** Follows a value that stands in for the absent one of a name. */
  function ofDefault(at: Path, parent: Path, keys: readonly string[], calls: readonly Frame[]): Outcome {
    const names = namesWithDefault(at, parent)
    return names.length === 0 ? 'used' : strongest(names.map(binding => ofBinding(binding, keys, calls)))
  }

  function ofAssignment(
    at: Path,
    node: Extract<Node, { type: 'AssignmentExpression' }>,
    goOn: () => Outcome,
    keys: readonly string[],
    calls: readonly Frame[],
  ): Outcome {
    if (at.key === 'left') return /^(?:\?\?|\|\|)=$/.test(node.operator) ? 'handled' : 'used'
    const binding = node.left.type === 'Identifier' ? resolveName(node.left.name, at.scope) : undefined
    return binding ? strongest([goOn(), ofBinding(binding, keys, calls)]) : 'used'
  }

  return { ofAll, ofBinding, ofPattern, ofNames, ofDefault, ofAssignment }
}
