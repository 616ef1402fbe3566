import type { Node } from '@babel/types'
import { initOf } from './callees.js'
import type { Declaration } from './needs.js'
import { memberName, type Occurrences } from './occurrences.js'
import { below, inside } from './path.js'
import { literalKey, literalText } from './scope.js'
import type { Path } from './syntax.js'

/** A member of an object that is written out. */
export interface Member {
  readonly name: string
  readonly path: Path
}

/** Returns an expression, through constants that stand for one, and through modules. */
export function written(path: Path, occurrences: Occurrences, depth = 0): Path {
  const at = inside(path)
  const meaning = depth < 8 ? occurrences.resolve(at) : undefined
  if (meaning?.kind === 'value') return written(meaning.path, occurrences, depth + 1)
  const init =
    meaning?.kind === 'binding' && !occurrences.isReassigned(meaning.binding)
      ? initOf(meaning.binding)
      : undefined
  return init ? written(init, occurrences, depth + 1) : at
}

/** Returns the members of an object, those of constants that are spread into it, too. Without all of them it returns nothing. */
export function membersOf(path: Path, occurrences: Occurrences): readonly Member[] | undefined {
  const at = written(path, occurrences)
  if (at.node.type !== 'ObjectExpression') return undefined
  const members: Member[] = []
  for (const property of at.node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = membersOf(below(at, 'argument', property.argument), occurrences)
      if (!spread) return undefined
      members.push(...spread)
      continue
    }
    const name = literalKey(property)
    if (name === undefined || property.type !== 'ObjectProperty') return undefined
    members.push({ name, path: below(at, 'value', property.value) })
  }
  return members
}

/** Returns a member of an object by its name. */
export function memberOf(path: Path | undefined, name: string, occurrences: Occurrences): Path | undefined {
  return path && membersOf(path, occurrences)?.findLast(member => member.name === name)?.path
}

/** Reads a validator, such as `v.optional(v.string())`. Returns nothing if it is not written out. */
export function readValidator(path: Path, occurrences: Occurrences): Declaration | undefined {
  const at = written(path, occurrences)
  const call = callOfValidator(at, occurrences)
  if (!call) return undefined
  if (call.name !== 'optional') {
    const values = valuesOf(at, occurrences)
    return values && { optional: false, ...(values !== 'any' && { values }) }
  }
  const [inner] = call.arguments
  const declared = inner && readValidator(inner, occurrences)
  return declared && { ...declared, optional: true }
}

/** Returns the texts that a validator lets pass. */
function valuesOf(path: Path, occurrences: Occurrences): readonly string[] | 'any' | undefined {
  const call = callOfValidator(written(path, occurrences), occurrences)
  if (call?.name === 'string') return 'any'
  if (call?.name === 'literal') {
    const [only] = call.arguments
    const text = only && literalText(written(only, occurrences).node)
    return text === undefined ? undefined : [text]
  }
  if (call?.name !== 'union') return undefined
  const parts = call.arguments.map(argument => valuesOf(argument, occurrences))
  if (parts.includes(undefined)) return undefined
  if (parts.includes('any')) return 'any'
  return [...new Set(parts.flatMap(part => (part === 'any' || part === undefined ? [] : part)))]
}

interface ValidatorCall {
  readonly name: string
  readonly arguments: readonly Path[]
}

function callOfValidator(path: Path, occurrences: Occurrences): ValidatorCall | undefined {
  const { node } = path
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined
  const name = memberName(node.callee)
  const callee = below(path, 'callee', node.callee)
  if (name === undefined || !isValues(below(callee, 'object', node.callee.object), occurrences))
    return undefined
  if (node.arguments.some(({ type }) => type === 'SpreadElement')) return undefined
  return { name, arguments: node.arguments.map((argument: Node) => below(path, 'arguments', argument)) }
}

/** Returns true for `v` of `convex/values`. */
function isValues(path: Path, occurrences: Occurrences): boolean {
  return isFrom(inside(path), 'convex/values', 'v', occurrences)
}

/** Returns true for a name that is imported from a package. */
export function isFrom(path: Path, specifier: string, name: string, occurrences: Occurrences): boolean {
  const meaning = occurrences.resolve(path)
  return meaning?.kind === 'foreign' && meaning.specifier === specifier && meaning.name === name
}
