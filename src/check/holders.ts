import type { Node } from '@babel/types'
import type { Occurrences } from './occurrences.js'
import { outside } from './path.js'
import type { Binding, Path } from './syntax.js'

/** An object on the way to the variables: the module that Convex generates is one. */
export type Holder = 'global' | 'process' | 'env' | 'generated'

/** Returns the object behind another one, `undefined` if it is none on the way. */
export function nextHolder(holder: Holder, member: string | undefined): Holder | undefined {
  if (holder === 'global') return member === 'process' ? 'process' : undefined
  return member === 'env' && holder !== 'env' ? 'env' : undefined
}

/** Returns what an imported name stands for: Node's `process`, its `env`, or the `env` that Convex generates. */
export function holderImported(binding: Binding, occurrences: Occurrences): Holder | undefined {
  const meaning = binding.kind === 'import' ? occurrences.imported(binding) : undefined
  if (meaning?.kind !== 'foreign') return undefined
  const { specifier, name } = meaning
  const whole = wholeModule(specifier)
  if (whole === undefined) return undefined
  if (name === undefined || (name === 'default' && whole === 'process')) return whole
  return name === 'env' ? 'env' : undefined
}

function wholeModule(specifier: string): Holder | undefined {
  if (/^(?:node:)?process$/.test(specifier)) return 'process'
  return /(?:^|\/)_generated\/server(?:\.[jt]s)?$/.test(specifier) ? 'generated' : undefined
}

/** Returns true for an operand of `delete`. */
export function isDeleted({ parent }: Path): boolean {
  return parent?.node.type === 'UnaryExpression' && parent.node.operator === 'delete'
}

/** Returns true for what looks at a value without taking anything out of it. */
export function isHarmless({ type }: Node): boolean {
  return HARMLESS.has(type)
}

const HARMLESS: ReadonlySet<string> = new Set([
  'DoWhileStatement',
  'ExportSpecifier',
  'ExpressionStatement',
  'ForStatement',
  'IfStatement',
  'SwitchStatement',
  'UnaryExpression',
  'WhileStatement',
])

/** Returns true for a name that is mentioned without being handed on. */
export function isOnlyNamed(path: Path): boolean {
  const { parent } = outside(path)
  return parent !== undefined && (isHarmless(parent.node) || parent.node.type === 'ExportDefaultDeclaration')
}
