import type { Node } from '@babel/types'

/** Lets go what a node holds and nothing looks at. All trees of a project are in memory at once. */
export interface Slimming {
  slim(node: Node): void
  /** Does it for a pattern, up to the expressions in it. */
  slimPattern(pattern: Node): void
}

const NOTHING = {}

export function createSlimming(): Slimming {
  // The parser makes a new string each time that it meets a name.
  const names = new Map<string, string>()

  function slim(node: Node): void {
    // Places are found by their offsets. These objects take as much memory as all others.
    node.loc = null
    if (node.extra) node.extra = NOTHING
    if (node.type !== 'Identifier') return
    const known = names.get(node.name)
    if (known === undefined) names.set(node.name, node.name)
    else node.name = known
  }

  function slimPattern(pattern: Node): void {
    slim(pattern)
    switch (pattern.type) {
      case 'AssignmentPattern':
        slimPattern(pattern.left)
        break
      case 'RestElement':
        slimPattern(pattern.argument)
        break
      case 'ArrayPattern':
        for (const element of pattern.elements) if (element) slimPattern(element)
        break
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          slim(property)
          if (property.type === 'RestElement') slimPattern(property.argument)
          else {
            if (!property.computed) slim(property.key)
            slimPattern(property.value)
          }
        }
        break
    }
  }

  return { slim, slimPattern }
}
