import type { Node, Statement } from '@babel/types'
import { isFunction } from './path.js'
import { readPattern } from './scope.js'

/** The length up to which a statement is kept whatever it says. */
const SHORT = 300

const MENTIONS = /env|process|global|\\u|\bimport\s*\(|\brequire\s*\(/

/**
 * Returns the statements at the top of a module that can have to do with variables: those that mention the environment or what
 * other modules of the project export, and all that share a name with those. The rest is most of a module, and is let go.
 */
export function relevantStatements(body: readonly Statement[], text: string): ReadonlySet<Statement> {
  const waiting: {
    readonly statement: Statement
    readonly says: string
    readonly names: readonly string[]
  }[] = []
  const relevant = new Set<Statement>()
  const names = new Set<string>()
  const texts: string[] = []
  for (const statement of body) {
    const says = text.slice(statement.start ?? 0, statement.end ?? 0)
    const declared = namesOf(statement)
    if (declared === undefined || says.length < SHORT || MENTIONS.test(says)) {
      relevant.add(statement)
      texts.push(says)
      for (const name of declared ?? importedBy(statement)) names.add(name)
    } else waiting.push({ statement, says, names: declared })
  }
  for (let found = true; found; ) {
    found = false
    for (const one of waiting) {
      const { statement, says, names: own } = one
      if (relevant.has(statement)) continue
      if (!mentions(says, names) && !own.some(name => texts.some(other => other.includes(name)))) continue
      relevant.add(statement)
      texts.push(says)
      for (const name of own) names.add(name)
      found = true
    }
  }
  return relevant
}

function mentions(says: string, names: ReadonlySet<string>): boolean {
  for (const name of names) if (says.includes(name)) return true
  return false
}

/** Returns the names that a statement declares, `undefined` if it does more than that, or may be called from elsewhere. */
function namesOf(statement: Statement): string[] | undefined {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
  if (declaration?.type !== 'VariableDeclaration') return undefined
  if (declaration.declarations.some(({ init }) => !init || isFunctionLike(init))) return undefined
  return declaration.declarations.flatMap(({ id }) => readPattern(id).names.map(({ name }) => name))
}

function isFunctionLike(node: Node): boolean {
  return (
    isFunction(node) ||
    node.type === 'ObjectExpression' ||
    node.type === 'ArrayExpression' ||
    /^TS/.test(node.type)
  )
}

/** Returns the names of other modules of the project. What is generated is none of them. */
function importedBy(statement: Statement): string[] {
  if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type') return []
  const { value } = statement.source
  if (!value.startsWith('.') || value.includes('_generated')) return []
  return statement.specifiers.map(({ local }) => local.name)
}
