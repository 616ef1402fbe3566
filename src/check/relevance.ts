import type { ImportDeclaration, Node, Statement } from '@babel/types'
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
    readonly words: ReadonlySet<string>
    readonly names: readonly string[]
  }[] = []
  const relevant = new Set<Statement>()
  const names = new Set<string>()
  const said = new Set<string>()
  const say = (words: ReadonlySet<string>) => {
    for (const word of words) said.add(word)
  }
  for (const statement of body) {
    const says = text.slice(statement.start ?? 0, statement.end ?? 0)
    const declared = namesOf(statement)
    if (declared === undefined || says.length < SHORT || MENTIONS.test(says)) {
      relevant.add(statement)
      say(wordsOf(says))
      for (const name of declared ?? importedBy(statement)) names.add(name)
    } else waiting.push({ statement, words: wordsOf(says), names: declared })
  }
  for (let found = true; found; ) {
    found = false
    for (const one of waiting) {
      const { statement, words, names: own } = one
      if (relevant.has(statement)) continue
      if (!shareOne(names, words) && !own.some(name => said.has(name))) continue
      relevant.add(statement)
      say(words)
      for (const name of own) names.add(name)
      found = true
    }
  }
  return relevant
}

function shareOne(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true
  return false
}

/** Returns everything in a text that can be a name. One that is written with an escape is relevant anyway. */
function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu))
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

/** Returns the names that may be those of a module of the project, by whatever path, or of the environment under another name. */
function importedBy(statement: Statement): string[] {
  if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type') return []
  const { value } = statement.source
  const isOfConvex = /^convex\/|(?:^|\/)_generated\//.test(value)
  return statement.specifiers.flatMap(specifier =>
    isOfConvex && !isRenamed(specifier) ? [] : specifier.local.name,
  )
}

/** Returns true for an import that has another name here: a text that mentions it does not mention the environment. */
function isRenamed(specifier: ImportDeclaration['specifiers'][number]): boolean {
  if (specifier.type !== 'ImportSpecifier') return specifier.type === 'ImportNamespaceSpecifier'
  const { imported, local } = specifier
  return (imported.type === 'Identifier' ? imported.name : imported.value) !== local.name
}
