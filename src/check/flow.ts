import type { Node } from '@babel/types'
import {
  type Call,
  callOf,
  functionOf,
  isCall,
  isSpreadBefore,
  parameterBindings,
  usesOf,
} from './callees.js'
import { createFlowOfNames } from './flow-names.js'
import {
  CONVERTING,
  HANDLING,
  isChain,
  isEmptyThen,
  isFiltered,
  isLeftOut,
  ofComparison,
  ofProperty,
  ofTypeof,
  type Value,
} from './flow-steps.js'
import type { Frame } from './frame.js'
import type { Guards } from './guards.js'
import { memberName, type Occurrences } from './occurrences.js'
import { isDemand, isError, type Outcome, strongest } from './outcome.js'
import { below, functionAround, inside, isWrapper } from './path.js'
import { literalKey, resolveName } from './scope.js'
import type { Path } from './syntax.js'
import { isAssertion, isEmpty, outcomeOfTest } from './tests.js'
import { isCaught, isThrower } from './throwing.js'

/** The number of steps that one value is followed. */
const LONGEST = 2000
const MOST_KEYS = 4

/** Follows values through names, calls and modules. */
export function createFlow(occurrences: Occurrences, guards: Guards) {
  let isTaken = false
  let isOpen = false
  const seen = new Map<Node, Set<string>>()
  let steps = 0
  const { ofAll, ofBinding, ofPattern, ofNames, ofDefault, ofAssignment } = createFlowOfNames(
    outcome,
    occurrences,
  )

  function outcome({ path, keys, calls }: Value): Outcome {
    steps += 1
    if (steps > LONGEST || keys.length > MOST_KEYS) return 'used'
    if (isSeen(path.node, [...keys, calls.length].join(' '))) return 'unused'
    let at = path
    let asserted: Outcome = 'unused'
    while (at.parent && isWrapper(at.parent.node) && at.key === 'expression') {
      if (at.parent.node.type === 'TSNonNullExpression' && keys.length === 0) asserted = 'asserted'
      at = at.parent
    }
    const next = at.parent ? inContext(at, at.parent, keys, calls) : 'used'
    const found = strongest([asserted, isError(next) && isCaught(at, calls) ? 'handled' : next])
    if (found === 'used' || found === 'asserted') isTaken = true
    return isDemand(found) && guards.isGuarded(at, calls) ? 'conditional' : found
  }

  function inContext(at: Path, parent: Path, keys: readonly string[], calls: readonly Frame[]): Outcome {
    const { key } = at
    const { node } = parent
    const goOn = (path = parent, more = keys) => outcome({ path, keys: more, calls })
    const test = (from: Path, absent: boolean) =>
      keys.length > 0 ? 'unused' : outcomeOfTest(from, absent, occurrences)
    switch (node.type) {
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return key === 'object' ? ofMember(parent, node, keys, calls) : 'used'
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'NewExpression':
        if (key === 'callee')
          return keys.length === 0
            ? node.type === 'OptionalCallExpression'
              ? 'handled'
              : 'asserted'
            : 'used'
        return isCall(parent) ? ofArgument(at, parent, keys, calls) : 'used'
      case 'VariableDeclarator':
        return key === 'init' ? ofPattern(node.id, parent, keys, calls) : ofDefault(at, parent, keys, calls)
      case 'AssignmentExpression':
        return ofAssignment(at, node, goOn, keys, calls)
      case 'LogicalExpression':
        if (key === 'right') return goOn()
        if (keys.length > 0) return node.operator === '&&' ? 'unused' : goOn()
        return ofLeft(at, parent, node, () => goOn(), calls)
      case 'ConditionalExpression':
        if (key !== 'test') return goOn()
        if (keys.length > 0) return 'unused'
        return isEmptyThen(test(at, false), isEmpty(node.alternate), goOn)
      case 'IfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
        return test(at, false)
      case 'UnaryExpression':
        if (node.operator === '!') return test(at, false)
        if (node.operator === 'typeof') return ofTypeof(parent, test)
        return node.operator === '+' ? strongest(['used', goOn()]) : 'unused'
      case 'BinaryExpression':
        return ofComparison(at, parent, node, test, occurrences)
      case 'SwitchStatement':
        return 'handled'
      case 'ObjectProperty':
        return parent.parent && key === 'value'
          ? ofProperty(parent.parent, literalKey(node), goOn, keys)
          : 'used'
      case 'SpreadElement':
        return keys.length > 0 && parent.parent?.node.type === 'ObjectExpression'
          ? goOn(parent.parent)
          : 'used'
      case 'ArrayExpression':
        return isFiltered(parent) ? 'handled' : 'used'
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
        return ofReturned(at, keys, calls)
      case 'AwaitExpression':
        return goOn()
      case 'SequenceExpression':
        return node.expressions.at(-1) === at.node ? goOn() : 'unused'
      case 'ExpressionStatement':
        return 'unused'
      case 'ExportDefaultDeclaration':
        return ofAll(occurrences.ofDefault(at.scope.tree), keys, calls)
      default:
        return key === 'default' ? ofDefault(at, parent, keys, calls) : 'used'
    }
  }

  function ofMember(
    path: Path,
    node: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>,
    [next, ...rest]: readonly string[],
    calls: readonly Frame[],
  ): Outcome {
    if (next !== undefined) {
      const name = memberName(node)
      if (name === undefined) return 'used'
      return name === next ? outcome({ path, keys: rest, calls }) : 'unused'
    }
    if (node.type === 'MemberExpression' || !node.optional) return 'asserted'
    // The whole chain has no value either if the variable has none.
    let end = path
    while (end.parent && isChain(end.parent.node) && (end.key === 'object' || end.key === 'callee'))
      end = end.parent
    return outcome({ path: end, keys: [], calls }) === 'thrown' ? 'thrown' : 'handled'
  }

  function ofArgument(at: Path, call: Call, keys: readonly string[], calls: readonly Frame[]): Outcome {
    const { callee } = call.node
    const index = call.node.arguments.findIndex(argument => Object.is(argument, at.node))
    const name =
      callee.type === 'Identifier' && !resolveName(callee.name, call.scope) ? callee.name : undefined
    if (callee.type === 'MemberExpression') {
      if (callee.object.type === 'Identifier' && callee.object.name === 'console') return 'unused'
      if (HANDLING.has(memberName(callee) ?? '')) {
        isTaken = true
        return 'handled'
      }
    }
    if (keys.length === 0) {
      if (name === 'Boolean') return outcomeOfTest(call, false, occurrences)
      if (isAssertion(callee) && index === 0) return 'thrown'
    }
    if (CONVERTING.has(name ?? '')) return strongest(['used', outcome({ path: call, keys, calls })])
    const fn = functionOf(below(call, 'callee', callee), occurrences)
    if (!fn || isSpreadBefore(call, index)) return 'used'
    const parameter = fn.node.params[index]
    if (!parameter) return fn.node.params.some(({ type }) => type === 'RestElement') ? 'used' : 'unused'
    if (parameter.type === 'RestElement') return 'used'
    return ofNames(parameterBindings(fn, index), keys, [{ fn: fn.node, call }, ...calls])
  }

  function ofLeft(
    at: Path,
    parent: Path,
    node: Extract<Node, { type: 'LogicalExpression' }>,
    goOn: () => Outcome,
    calls: readonly Frame[],
  ): Outcome {
    if (node.operator === '&&') return outcomeOfTest(at, false, occurrences)
    isTaken = true
    const right = inside(below(parent, 'right', node.right))
    if (isThrower(right, occurrences)) return 'thrown'
    const left = isLeftOut(right, calls)
    if (left === 'open') isOpen = true
    else if (left) return goOn()
    return isEmptyThen('handled', isEmpty(right.node), goOn)
  }

  function ofReturned(at: Path, keys: readonly string[], calls: readonly Frame[]): Outcome {
    const fn = functionAround(at)
    if (!fn) return 'used'
    const known = calls.findIndex(frame => frame.fn === fn.node)
    const frame = calls[known]
    if (frame && !frame.call) {
      isOpen = true
      return 'unused'
    }
    if (frame?.call) return outcome({ path: frame.call, keys, calls: calls.slice(known + 1) })
    const uses = usesOf(fn, occurrences) ?? []
    if (uses.length === 0) return 'used'
    return strongest(
      uses.map(use => {
        const call = callOf(use)
        return call ? outcome({ path: call, keys, calls }) : 'used'
      }),
    )
  }

  function isSeen(node: Node, how: string): boolean {
    const ways = seen.get(node) ?? new Set()
    seen.set(node, ways)
    if (ways.has(how)) return true
    ways.add(how)
    return false
  }

  return { outcome, ofBinding, isTaken: () => isTaken, isOpen: () => isOpen }
}
