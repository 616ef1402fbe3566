import { argumentAt, callOf, isSpreadBefore, usesOf } from './callees.js'
import type { Findings } from './findings.js'
import { type Followed, followValue } from './follow.js'
import type { Frame } from './guards.js'
import { isOnlyNamed } from './holders.js'
import type { Occurrences } from './occurrences.js'
import { below, type FunctionNode } from './path.js'
import { knownNames } from './static-names.js'
import type { Path } from './syntax.js'

export const COMPUTED = 'the name is computed'

/** Adds what a place reads whose name is computed, as far as it can be known. */
export function addComputed(value: Path, name: Path, findings: Findings, occurrences: Occurrences): void {
  const names = knownNames(name, occurrences)
  if (names === undefined) findings.addUnclear(value, COMPUTED)
  else if (names.kind === 'parameter') {
    followReader({ fn: names.of, index: names.index, value, calls: [], shown: value }, findings, occurrences)
  } else {
    for (const one of names.names)
      findings.addRead(one, value, guards => taken(followValue(valueAt(value), occurrences, guards)))
  }
}

/** A function that reads the variable whose name it is given. */
interface Reader {
  readonly fn: Path<FunctionNode>
  /** The position of the name among its parameters. */
  readonly index: number
  /** The expression that has the value, in the innermost of the functions. */
  readonly value: Path
  readonly calls: readonly Frame[]
  /** The place to show if the name can't be known. */
  readonly shown: Path
}

/** Finds the calls of such a function. */
function followReader(reader: Reader, findings: Findings, occurrences: Occurrences): void {
  const { fn, index, value, calls, shown } = reader
  if (calls.some(frame => frame.fn === fn.node)) return
  const uses = usesOf(fn, occurrences)
  if (uses === undefined) findings.addUnclear(shown, COMPUTED)
  for (const use of uses ?? []) {
    const call = callOf(use)
    if (!call) {
      if (!isOnlyNamed(use)) findings.addUnclear(use, 'a function that reads any variable is handed on')
      continue
    }
    const argument = argumentAt(call, index) ?? defaultOf(fn, index)
    const names = argument && knownNames(argument, occurrences)
    const frames = [...calls, { fn: fn.node, call }]
    if (isSpreadBefore(call, index)) findings.addUnclear(call, COMPUTED)
    else if (names?.kind === 'parameter') {
      const next = { fn: names.of, index: names.index, value, calls: frames, shown: call }
      followReader(next, findings, occurrences)
    } else if (names) {
      for (const name of names.names)
        findings.addRead(name, call, guards =>
          taken(followValue({ path: value, keys: [], calls: frames }, occurrences, guards)),
        )
    } else if (argument) findings.addUnclear(call, COMPUTED)
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
