import type { Node } from '@babel/types'
import { isNode } from './path.js'
import { declare, literalText, readPattern } from './scope.js'
import type { Exported, Path, Scope, Source } from './syntax.js'

type Import = Extract<Node, { type: 'ImportDeclaration' }>
type Export = Extract<
  Node,
  {
    type:
      | 'ExportAllDeclaration'
      | 'ExportDefaultDeclaration'
      | 'ExportNamedDeclaration'
      | 'TSExportAssignment'
  }
>
type Specifier = Extract<Node, { type: `Export${'Namespace' | 'Default' | ''}Specifier` }>

/** Collects what a module imports and exports. */
export interface Links {
  readonly exports: Map<string, Exported>
  readonly wholeExports: string[]
  readonly sources: Source[]
  addImport(node: Import, path: Path): void
  addExport(node: Export, path: Path): void
  /** Adds a module that is loaded by a call, if its name is written out. */
  addSource(node: Node | undefined): void
  /** Adds the imports that are used. To be called last. */
  finish(): void
}

/** The parts of a walk that are used. */
interface Walk {
  readonly scope: Scope
  readonly isTypeScript: boolean
  visit(node: Node, parent: Path, key: string): void
  record(name: string, path: Path): void
  isUsed(name: string): boolean
}

export function createLinks({ scope, isTypeScript, visit, record, isUsed }: Walk): Links {
  const exports = new Map<string, Exported>()
  const wholeExports: string[] = []
  const sources: Source[] = []
  const imported: { readonly source: Node; readonly locals: readonly string[] }[] = []

  function addSource(node: Node | undefined): void {
    const specifier = node && literalText(node)
    if (node && specifier !== undefined) sources.push({ specifier, offset: node.start ?? 0 })
  }

  function addImport(node: Import, path: Path): void {
    if (isOfTypes(node.importKind)) return
    const values = node.specifiers.filter(
      specifier => specifier.type !== 'ImportSpecifier' || !isOfTypes(specifier.importKind),
    )
    // A module that is imported without a name is loaded for its effects.
    if (node.specifiers.length === 0) addSource(node.source)
    else if (values.length > 0)
      imported.push({ source: node.source, locals: values.map(({ local }) => local.name) })
    for (const specifier of values) {
      const at: Path = { node: specifier, parent: path, key: 'specifiers', scope }
      const { name } = specifier.local
      declare({ name, kind: 'import', scope, path: at, steps: [], offset: specifier.start ?? 0 })
    }
  }

  function addExport(node: Export, path: Path): void {
    if ('exportKind' in node && node.exportKind === 'type') return
    if (node.type === 'ExportAllDeclaration') {
      addSource(node.source)
      wholeExports.push(node.source.value)
    } else if (node.type === 'TSExportAssignment') visit(node.expression, path, 'expression')
    else if (node.type === 'ExportDefaultDeclaration') addDefault(node.declaration, path)
    else {
      if (node.declaration) addDeclared(node.declaration, path)
      if (node.source && node.specifiers.length > 0) addSource(node.source)
      for (const specifier of node.specifiers) addSpecifier(specifier, node.source?.value, path)
    }
  }

  function addDeclared(declaration: Node, path: Path): void {
    visit(declaration, path, 'declaration')
    // A namespace exports into itself.
    if (path.scope !== scope) return
    for (const name of declaredBy(declaration)) exports.set(name, { kind: 'local', name })
  }

  function addDefault(declaration: Node, path: Path): void {
    visit(declaration, path, 'declaration')
    const [name] = declaration.type === 'Identifier' ? [declaration.name] : declaredBy(declaration)
    const value: Path = { node: declaration, parent: path, key: 'declaration', scope }
    exports.set('default', name === undefined ? { kind: 'value', path: value } : { kind: 'local', name })
  }

  function addSpecifier(node: Specifier, specifier: string | undefined, path: Path): void {
    if (node.type === 'ExportSpecifier' && isOfTypes(node.exportKind)) return
    const as = node.exported.type === 'Identifier' ? node.exported.name : node.exported.value
    if (node.type !== 'ExportSpecifier') {
      if (specifier !== undefined) exports.set(as, { kind: 'from', specifier, name: undefined })
      return
    }
    const { name } = node.local
    if (specifier !== undefined) exports.set(as, { kind: 'from', specifier, name })
    else {
      exports.set(as, { kind: 'local', name })
      const parent: Path = { node, parent: path, key: 'specifiers', scope }
      record(name, { node: node.local, parent, key: 'local', scope })
    }
  }

  return {
    exports,
    wholeExports,
    sources,
    addImport,
    addExport,
    addSource,
    finish() {
      // TypeScript leaves out an import of which nothing but types is used.
      for (const { source, locals } of imported) if (!isTypeScript || locals.some(isUsed)) addSource(source)
    },
  }
}

function isOfTypes(kind: string | null | undefined): boolean {
  return kind === 'type' || kind === 'typeof'
}

function declaredBy(declaration: Node): string[] {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) => readPattern(id).names.map(({ name }) => name))
  const { type } = declaration
  if (!/Declaration$/.test(type)) return []
  return 'id' in declaration && isNode(declaration.id) && declaration.id.type === 'Identifier'
    ? [declaration.id.name]
    : []
}
