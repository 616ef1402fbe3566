import { argumentAt, callOf, isSpreadBefore, usesOf } from './callees.js'
import type { Findings } from './findings.js'
import { type Followed, followValue } from './follow.js'
import type { Guards } from './guards.js'
import { isOnlyNamed } from './holders.js'
import type { Occurrences } from './occurrences.js'
import { below, type FunctionNode } from './path.js'
import { knownNames } from './static-names.js'
import type { Path } from './syntax.js'
import { followWays, type Reader, type Ways } from './ways.js'

export const COMPUTED = 'the name is computed'

/** Adds what a place reads whose name is computed, as far as it can be known. */
export function addComputed(value: Path, name: Path, findings: Findings, occurrences: Occurrences): void {
  const names = knownNames(name, occurrences)
  if (names === undefined) findings.addUnclear(value, COMPUTED)
  else if (names.kind === 'parameter') {
    addReaders(value, names, findings, occurrences)
  } else {
    for (const one of names.names)
      findings.addRead(one, value, guards => taken(followValue(valueAt(value), occurrences, guards)))
  }
}

/** Finds the calls of such a function, and of those that call it with a name that they are given. */
function addReaders(
  value: Path,
  { of: fn, index }: { readonly of: Path<FunctionNode>; readonly index: number },
  findings: Findings,
  occurrences: Occurrences,
): void {
  const readers: Reader[] = []
  const known = new Map<FunctionNode, Map<number, Reader>>()
  const first = readerOf(fn, index, value)
  let ways: Ways | undefined
  for (const reader of readers) for (const use of usesOf(reader.fn, occurrences) ?? []) addUse(reader, use)

  function readerOf(path: Path<FunctionNode>, position: number, shown: Path): Reader {
    if (usesOf(path, occurrences) === undefined) findings.addUnclear(shown, COMPUTED)
    const byPosition = known.get(path.node) ?? new Map<number, Reader>()
    known.set(path.node, byPosition)
    const before = byPosition.get(position)
    if (before) return before
    const reader: Reader = { fn: path, index: position, named: [], passed: [] }
    byPosition.set(position, reader)
    readers.push(reader)
    return reader
  }

  function addUse(reader: Reader, use: Path): void {
    const call = callOf(use)
    if (!call) {
      if (!isOnlyNamed(use)) findings.addUnclear(use, 'a function that reads any variable is handed on')
      return
    }
    const argument = argumentAt(call, reader.index) ?? defaultOf(reader.fn, reader.index)
    const names = argument && knownNames(argument, occurrences)
    if (isSpreadBefore(call, reader.index)) findings.addUnclear(call, COMPUTED)
    else if (names?.kind === 'parameter') {
      reader.passed.push({ call, by: readerOf(names.of, names.index, call) })
    } else if (names) {
      reader.named.push(call)
      for (const name of names.names) findings.addRead(name, call, guards => outcomeAt(call, guards))
    } else if (argument) findings.addUnclear(call, COMPUTED)
  }

  function outcomeAt(call: Path, guards: Guards): Followed {
    if (!ways) {
      ways = followWays(value, first, occurrences, guards)
      if (!ways.isComplete) findings.addUnclear(value, 'too many ways of calls lead to it')
    }
    return { outcome: ways.outcomes.get(call.node) ?? 'used', isTaken: true }
  }
}

/** Returns the value of an expression that no call is followed to. */
export function valueAt(path: Path) {
  return { path, keys: [], calls: [] }
}

/** A name out of a list, or a call by a name, is more than a look whether the variable is there. */
function taken({ outcome }: Followed): Followed {
  return { outcome, isTaken: true }
}

function defaultOf(fn: Path<FunctionNode>, index: number): Path | undefined {
  const parameter = fn.node.params[index]
  return parameter?.type === 'AssignmentPattern' ? below(fn, 'default', parameter.right) : undefined
}
