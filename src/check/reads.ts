import type { Node } from '@babel/types'
import {
  argumentAt,
  type Call,
  callOf,
  functionOf,
  isCall,
  isSpreadBefore,
  parameterBindings,
  usesOf,
} from './callees.js'
import { createFindings, type ReadsFound } from './findings.js'
import { followBinding, followValue } from './follow.js'
import { type Holder, holderImported, isDeleted, isHarmless, isOnlyNamed, nextHolder } from './holders.js'
import { memberName, type Occurrences } from './occurrences.js'
import { below, functionAround, isAssigned, outside } from './path.js'
import { addComputed, COMPUTED, valueAt } from './readers.js'
import { literalKey, readPattern, resolveName } from './scope.js'
import { knownNames } from './static-names.js'
import type { Binding, Path, Step, SyntaxTree } from './syntax.js'
import { isNamed } from './tests.js'

const HANDED_ON = 'the environment is handed on as a whole'

type Member = Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>

/** Finds every place where variables are read, beginning in each tree and following names into others. */
export function findReads(trees: readonly SyntaxTree[], occurrences: Occurrences): ReadsFound {
  const findings = createFindings(occurrences)
  const seen = new Set<Node>()
  for (const tree of trees) begin(tree)
  return findings.finish()

  function begin(tree: SyntaxTree): void {
    for (const path of tree.globals) follow(path, isNamed(path.node, 'process') ? 'process' : 'global')
    for (const binding of tree.scope.bindings.values()) {
      const holder = holderImported(binding, occurrences)
      if (holder) followAll(occurrences.of(binding), holder)
    }
  }

  function followAll(paths: readonly Path[], holder: Holder): void {
    for (const path of paths) follow(path, holder)
  }

  /** Follows an expression that stands for an object on the way to the variables. */
  function follow(path: Path, holder: Holder): void {
    const at = outside(path)
    const { parent, key } = at
    if (!parent || seen.has(at.node)) return
    seen.add(at.node)
    const { node } = parent
    switch (node.type) {
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        if (key === 'object') followMember(parent, node, holder)
        break
      case 'VariableDeclarator':
        if (key === 'init') followPattern(node.id, parent, holder)
        else followDefault(at, parent, holder)
        break
      case 'AssignmentExpression':
        if (key === 'right') followAssignment(node.left, at, holder)
        break
      case 'LogicalExpression':
        if (key === 'right' || node.operator !== '&&') follow(parent, holder)
        break
      case 'ConditionalExpression':
        if (key !== 'test') follow(parent, holder)
        break
      case 'BinaryExpression':
        if (node.operator === 'in' && key === 'right') addTested(node.left, parent, holder)
        break
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'NewExpression':
        if (isCall(parent) && key === 'arguments') followArgument(at, parent, holder)
        break
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
        if (key === 'default') followDefault(at, parent, holder)
        else followReturned(at, holder)
        break
      case 'ExportDefaultDeclaration':
        followAll(occurrences.ofDefault(at.scope.tree), holder)
        break
      case 'AwaitExpression':
        follow(parent, holder)
        break
      default:
        if (key === 'default') followDefault(at, parent, holder)
        else if (!isHarmless(node)) addUnclear(at, holder)
    }
  }

  function followMember(path: Path, node: Member, holder: Holder): void {
    const name = memberName(node)
    if (holder !== 'env') {
      const next = nextHolder(holder, name)
      if (next) follow(path, next)
      return
    }
    const property = below(path, 'property', node.property)
    const use = outside(path)
    if (isAssigned(use) || isDeleted(use)) {
      const names = name === undefined ? knownNames(property, occurrences) : undefined
      for (const one of names?.kind === 'names' ? names.names : [name ?? '']) findings.addWritten(one)
      return
    }
    const call = callOf(path)
    if (name === undefined) addComputed(path, property, findings, occurrences)
    else if (call && name in Object.prototype) addMethod(name, call)
    else findings.addRead(name, path, guards => followValue(valueAt(path), occurrences, guards))
  }

  function followPattern(pattern: Node, path: Path, holder: Holder): void {
    for (const { name, steps, offset } of readPattern(pattern).names) {
      const binding = resolveName(name, path.scope)
      if (binding) followSteps(binding, steps, holder, offset)
    }
  }

  /** Follows a name that a pattern takes out of such an object. */
  function followSteps(binding: Binding, steps: readonly Step[], holder: Holder, offset: number): void {
    const [step, ...rest] = steps[0]?.key === '' ? steps.slice(1) : steps
    const { path } = binding
    if (step === undefined || step.isRest) {
      if (occurrences.isReassigned(binding)) addUnclear(path, holder, 'an alias is assigned again')
      else followAll(occurrences.of(binding), holder)
    } else if (holder !== 'env') {
      const next = nextHolder(holder, step.key)
      if (next) followSteps(binding, rest, next, offset)
    } else if (step.key === undefined) addUnclear(path, holder, COMPUTED)
    else if (step.fallback !== undefined)
      findings.addRead(step.key, path, () => ({ outcome: 'handled', isTaken: true }), offset)
    else if (rest.length > 0)
      findings.addRead(step.key, path, () => ({ outcome: 'asserted', isTaken: true }), offset)
    else findings.addRead(step.key, path, guards => followBinding(binding, occurrences, guards), offset)
  }

  function followAssignment(left: Node, at: Path, holder: Holder): void {
    if (left.type !== 'ObjectPattern' || holder !== 'env') {
      addUnclear(at, holder, 'an alias is assigned')
      return
    }
    for (const property of left.properties) {
      const name = property.type === 'ObjectProperty' ? literalKey(property) : undefined
      if (name === undefined) addUnclear(at, holder, COMPUTED)
      else findings.addRead(name, at, () => ({ outcome: 'used', isTaken: true }), property.start ?? 0)
    }
  }

  function followArgument(at: Path, call: Call, holder: Holder): void {
    const { callee, arguments: given } = call.node
    const index = given.findIndex(argument => Object.is(argument, at.node))
    if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier') {
      const called = `${callee.object.name}.${memberName(callee)}`
      if (callee.object.name === 'console') return
      const [, name] = given
      if (index === 0 && name && ['Object.hasOwn', 'Reflect.has'].includes(called)) {
        addTested(name, call, holder)
        return
      }
    }
    const fn = functionOf(below(call, 'callee', callee), occurrences)
    const parameter = fn?.node.params[index]
    if (!fn || !parameter || parameter.type === 'RestElement' || isSpreadBefore(call, index))
      addUnclear(at, holder)
    else
      for (const binding of parameterBindings(fn, index))
        followSteps(binding, binding.steps, holder, binding.offset)
  }

  /** Follows such an object that stands in for an absent one, as in `(env = process.env) => …`. */
  function followDefault(at: Path, parent: Path, holder: Holder): void {
    for (const binding of parent.scope.bindings.values()) {
      const from = binding.steps.findIndex(({ fallback }) => fallback === at.node)
      if (binding.path.node === parent.node && from !== -1)
        followSteps(binding, binding.steps.slice(from + 1), holder, binding.offset)
    }
  }

  function followReturned(at: Path, holder: Holder): void {
    const fn = functionAround(at)
    const uses = fn && usesOf(fn, occurrences)
    if (!uses) addUnclear(at, holder)
    for (const use of uses ?? []) {
      const call = callOf(use)
      if (call) follow(call, holder)
      else if (!isOnlyNamed(use))
        addUnclear(use, holder, 'a function that returns the environment is handed on')
    }
  }

  function addMethod(name: string, call: Call): void {
    const first = argumentAt(call, 0)
    if (name === 'hasOwnProperty' && first) addTested(first.node, call, 'env')
  }

  function addTested(name: Node, parent: Path, holder: Holder): void {
    if (holder !== 'env') return
    const names = knownNames(below(parent, 'name', name), occurrences)
    if (names?.kind !== 'names') addUnclear(parent, holder, COMPUTED)
    else
      for (const one of names.names)
        findings.addRead(one, parent, () => ({ outcome: 'handled', isTaken: false }))
  }

  function addUnclear(path: Path, holder: Holder, reason = HANDED_ON): void {
    if (holder === 'env' || holder === 'process') findings.addUnclear(path, reason)
  }
}
