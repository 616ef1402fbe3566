import type { Node } from '@babel/types'
import { initOf, parameterIndex } from './callees.js'
import { memberName, type Occurrences } from './occurrences.js'
import { below, type FunctionNode, inside, isFunctionPath, outside } from './path.js'
import { literalKey, literalText } from './scope.js'
import type { Binding, Path } from './syntax.js'

/** The text of an expression, as far as it is known. */
export type KnownNames =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** The text that a function is called with. */
  | { readonly kind: 'parameter'; readonly of: Path<FunctionNode>; readonly index: number }

/** The longest way through constants that is followed. */
const LONGEST = 8

/** Returns the texts that an expression can have, if they are written out or are those that a function is called with. */
export function knownNames(path: Path, occurrences: Occurrences, depth = 0): KnownNames | undefined {
  if (depth > LONGEST) return undefined
  const at = inside(path)
  const { node } = at
  const text = literalText(node)
  if (text !== undefined) return { kind: 'names', names: [text] }
  const follow = (key: string, next: Node) => knownNames(below(at, key, next), occurrences, depth + 1)
  switch (node.type) {
    case 'Identifier': {
      const meaning = occurrences.resolve(at)
      if (meaning?.kind === 'value') return knownNames(meaning.path, occurrences, depth + 1)
      return meaning?.kind === 'binding' ? namesOfBinding(meaning.binding, occurrences, depth) : undefined
    }
    case 'ConditionalExpression':
      return union([follow('consequent', node.consequent), follow('alternate', node.alternate)])
    case 'TemplateLiteral':
      return joined(
        node.quasis.map(({ value }) => value.cooked ?? undefined),
        node.expressions.map(expression => follow('expressions', expression)),
      )
    case 'BinaryExpression':
      return node.operator === '+'
        ? joined(['', '', ''], [follow('left', node.left), follow('right', node.right)])
        : undefined
    case 'MemberExpression':
      return namesOfMember(at, occurrences, depth)
    default:
      return undefined
  }
}

function namesOfBinding(binding: Binding, occurrences: Occurrences, depth: number): KnownNames | undefined {
  if (occurrences.isReassigned(binding)) return undefined
  const init = initOf(binding)
  if (init) return knownNames(init, occurrences, depth + 1)
  const { path, steps } = binding
  const loop = path.parent?.parent
  if (path.node.type === 'VariableDeclarator' && loop?.node.type === 'ForOfStatement' && steps.length === 0)
    return namesInArray(below(loop, 'right', loop.node.right), occurrences, depth + 1)
  const index = parameterIndex(binding)
  const of = path.parent
  if (index === undefined || !of || !isFunctionPath(of)) return undefined
  return (
    (index === 0 ? namesOfCallback(of, occurrences, depth) : undefined) ?? { kind: 'parameter', of, index }
  )
}

/** Returns the names that a function is called with by a method of an array, such as `map`. */
function namesOfCallback(
  fn: Path<FunctionNode>,
  occurrences: Occurrences,
  depth: number,
): KnownNames | undefined {
  const { parent: call, key } = outside(fn)
  if (call?.node.type !== 'CallExpression' || key !== 'arguments' || call.node.arguments[0] !== fn.node)
    return undefined
  const { callee } = call.node
  if (callee.type !== 'MemberExpression' || !CALLING.has(memberName(callee) ?? '')) return undefined
  return namesInArray(below(below(call, 'callee', callee), 'object', callee.object), occurrences, depth + 1)
}

const CALLING = new Set(['every', 'filter', 'find', 'findIndex', 'flatMap', 'forEach', 'map', 'some'])

function namesInArray(path: Path, occurrences: Occurrences, depth: number): KnownNames | undefined {
  if (depth > LONGEST) return undefined
  const at = inside(path)
  const { node } = at
  if (node.type === 'Identifier') {
    const meaning = occurrences.resolve(at)
    const init = meaning?.kind === 'binding' && meaning.binding.kind === 'const' && initOf(meaning.binding)
    return init ? namesInArray(init, occurrences, depth + 1) : undefined
  }
  if (node.type !== 'ArrayExpression') return undefined
  return union(
    node.elements.map(element => {
      if (element === null) return undefined
      if (element.type === 'SpreadElement')
        return namesInArray(below(at, 'elements', element.argument), occurrences, depth + 1)
      return knownNames(below(at, 'elements', element), occurrences, depth + 1)
    }),
  )
}

/** Returns the text of a member of a constant object, such as `NAMES.key`. */
function namesOfMember(path: Path, occurrences: Occurrences, depth: number): KnownNames | undefined {
  const { node } = path
  if (node.type !== 'MemberExpression') return undefined
  const name = memberName(node)
  const meaning = occurrences.resolve(inside(below(path, 'object', node.object)))
  if (name === undefined || meaning?.kind !== 'binding' || meaning.binding.kind !== 'const') return undefined
  const init = initOf(meaning.binding)
  if (init?.node.type !== 'ObjectExpression' || occurrences.of(meaning.binding).some(isMemberWritten))
    return undefined
  const property = init.node.properties.find(one => one.type === 'ObjectProperty' && literalKey(one) === name)
  return property?.type === 'ObjectProperty'
    ? knownNames(below(init, 'value', property.value), occurrences, depth + 1)
    : undefined
}

function isMemberWritten(path: Path): boolean {
  const { parent } = outside(path)
  return parent?.key === 'left' && parent.parent?.node.type === 'AssignmentExpression'
}

function union(parts: readonly (KnownNames | undefined)[]): KnownNames | undefined {
  const names: string[] = []
  for (const part of parts) {
    if (part?.kind !== 'names') return undefined
    names.push(...part.names)
  }
  return { kind: 'names', names: [...new Set(names)] }
}

/** Joins texts with parts between them that have one value each. */
function joined(
  texts: readonly (string | undefined)[],
  parts: readonly (KnownNames | undefined)[],
): KnownNames | undefined {
  let name = texts[0]
  for (const [index, part] of parts.entries()) {
    const [only, ...others] = part?.kind === 'names' ? part.names : []
    const after = texts[index + 1]
    if (name === undefined || only === undefined || others.length > 0 || after === undefined) return undefined
    name += only + after
  }
  return name === undefined ? undefined : { kind: 'names', names: [name] }
}
