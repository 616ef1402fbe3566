import type { Node } from '@babel/types'
import type { Binding, Scope, Step } from './syntax.js'

/** Finds what a name stands for, or `undefined` for a global one. */
export function resolveName(name: string, scope: Scope): Binding | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const binding = at.bindings.get(name)
    if (binding) return binding
  }
  return undefined
}

/** Declares a name. The first declaration counts, except that a function may be declared again by its overloads. */
export function declare(binding: Binding): void {
  const { bindings } = binding.scope
  if (!bindings.has(binding.name)) bindings.set(binding.name, binding)
}

/** Returns the scope that `var` belongs to. */
export function wholeScope(scope: Scope): Scope {
  let at = scope
  while (!at.isWhole && at.parent) at = at.parent
  return at
}

/** Returns every name of a pattern, with the steps to it, and the expressions in it that run. */
export function readPattern(pattern: Node, steps: readonly Step[] = []): PatternParts {
  switch (pattern.type) {
    case 'Identifier':
      return { names: [{ name: pattern.name, steps, offset: pattern.start ?? 0 }], expressions: [] }
    case 'TSParameterProperty':
      return readPattern(pattern.parameter, steps)
    case 'AssignmentPattern': {
      const last = steps.at(-1) ?? { key: WHOLE }
      const inner = readPattern(pattern.left, [...steps.slice(0, -1), { ...last, fallback: pattern.right }])
      return { ...inner, expressions: [...inner.expressions, pattern.right] }
    }
    case 'RestElement':
      return readPattern(pattern.argument, [...steps, { key: undefined, isRest: true }])
    case 'ArrayPattern':
      return merged(
        pattern.elements.flatMap(element =>
          element ? [readPattern(element, [...steps, { key: undefined }])] : [],
        ),
      )
    case 'ObjectPattern':
      return merged(
        pattern.properties.map(property => {
          if (property.type === 'RestElement') return readPattern(property, steps)
          const key = literalKey(property)
          const inner = readPattern(property.value, [...steps, { key }])
          return property.computed ? { ...inner, expressions: [property.key, ...inner.expressions] } : inner
        }),
      )
    default:
      // A member that is assigned to, such as `this.a`.
      return { names: [], expressions: [pattern] }
  }
}

/** The step of a default of the whole value, such as that of a parameter. */
export const WHOLE = ''

interface PatternParts {
  readonly names: readonly {
    readonly name: string
    readonly steps: readonly Step[]
    readonly offset: number
  }[]
  readonly expressions: readonly Node[]
}

function merged(parts: readonly PatternParts[]): PatternParts {
  return {
    names: parts.flatMap(({ names }) => names),
    expressions: parts.flatMap(({ expressions }) => expressions),
  }
}

/** Returns the name of a member that is written out: `a`, `'a'` or `['a']`. */
export function literalKey(property: {
  readonly key: Node
  readonly computed?: boolean | null | undefined
}): string | undefined {
  const { key, computed } = property
  if (key.type === 'Identifier' && !computed) return key.name
  return literalText(key)
}

/** Returns the text of a string, or of a template without expressions. */
export function literalText(node: Node): string | undefined {
  if (node.type === 'StringLiteral') return node.value
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined
  return undefined
}
