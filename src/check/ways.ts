import type { Node } from '@babel/types'
import type { Call } from './callees.js'
import { followValue } from './follow.js'
import type { Frame } from './frame.js'
import type { Guards } from './guards.js'
import type { Occurrences } from './occurrences.js'
import { type Outcome, strongest } from './outcome.js'
import type { FunctionNode } from './path.js'
import type { Path } from './syntax.js'
import { isCaught } from './throwing.js'

/** A function that reads the variable whose name it is given, and the calls of it. */
export interface Reader {
  readonly fn: Path<FunctionNode>
  /** The position of the name among its parameters. */
  readonly index: number
  /** The calls with names that are known. */
  readonly named: Call[]
  /** The calls in functions that are given the name themselves. */
  readonly passed: { readonly call: Call; readonly by: Reader }[]
}

/** The fate of a value, for each call that names the variable. */
export interface Ways {
  /** The strongest outcome of all ways to a call. */
  readonly outcomes: ReadonlyMap<Node, Outcome>
  /** False if there are more ways than are followed. */
  readonly isComplete: boolean
}

/**
 * The number of times that the value is followed once more through functions that it was followed through. The ways double with
 * each function that calls another one twice.
 */
const MOST = 2000

/**
 * Follows a value from the function that reads it to every call that names the variable. Once it is known what becomes of the
 * value, a way differs from others only by the conditions on it, and each function is visited once.
 */
export function followWays(value: Path, first: Reader, occurrences: Occurrences, guards: Guards): Ways {
  const outcomes = new Map<Node, Outcome>()
  const visited = new Map<Reader, Set<string>>()
  const open: { readonly reader: Reader; readonly frames: readonly Frame[] }[] = [
    { reader: first, frames: [] },
  ]
  const met = new Set([first])
  let again = 0
  for (const { reader, frames } of open) {
    const fn = reader.fn.node
    const [free, guarded] = [false, true].map(isGuarded =>
      follow([...frames, { fn, call: undefined, isGuarded }]),
    )
    if (free && guarded && !free.isOpen && !guarded.isOpen) {
      settle(reader, free.outcome, guarded.outcome)
      continue
    }
    for (const call of reader.named) add(call, follow([...frames, { fn, call }]).outcome)
    for (const { call, by } of reader.passed) {
      if (by === reader || frames.some(frame => frame.fn === by.fn.node)) continue
      if (met.has(by)) again += 1 + by.named.length
      met.add(by)
      if (again <= MOST) open.push({ reader: by, frames: [...frames, { fn, call }] })
    }
  }
  return { outcomes, isComplete: again <= MOST }

  function follow(calls: readonly Frame[]) {
    return followValue({ path: value, keys: [], calls }, occurrences, guards)
  }

  function add(call: Call, outcome: Outcome): void {
    const found = outcome === 'thrown' && isCaught(call) ? 'handled' : outcome
    outcomes.set(call.node, strongest([outcomes.get(call.node) ?? 'unused', found]))
  }

  /** Gives all calls that lead to a function an outcome: one if a condition on a variable decides about the call, one if not. */
  function settle(start: Reader, free: Outcome, guarded: Outcome): void {
    const waiting = [{ reader: start, isGuarded: false }]
    for (const { reader, isGuarded } of waiting) {
      if (isVisited(reader, `${free} ${guarded} ${isGuarded}`)) continue
      for (const call of reader.named) add(call, isGuarded || guards.isGuarded(call, []) ? guarded : free)
      for (const { call, by } of reader.passed) {
        const around = { fn: by.fn.node, call: undefined }
        waiting.push({ reader: by, isGuarded: isGuarded || guards.isGuarded(call, [around]) })
      }
    }
  }

  function isVisited(reader: Reader, how: string): boolean {
    const ways = visited.get(reader) ?? new Set()
    visited.set(reader, ways)
    if (ways.has(how)) return true
    ways.add(how)
    return false
  }
}
