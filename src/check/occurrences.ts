import type { Module, Modules } from './modules.js'
import { isAssigned } from './path.js'
import { literalText, resolveName } from './scope.js'
import type { Binding, Exported, Path, SyntaxTree } from './syntax.js'

/** Finds what names stand for across modules, and where they stand. */
export interface Occurrences {
  /** Returns what an identifier stands for: through imports, the binding in the module that declares it. */
  resolve(path: Path): Meaning | undefined
  /** Returns what an imported name stands for. */
  imported(binding: Binding): Meaning | undefined
  /** Returns every expression that stands for the value of a name, in all modules, without assignments to it. */
  of(binding: Binding): readonly Path[]
  /** Returns every expression that stands for a module's default export that has no name. */
  ofDefault(tree: SyntaxTree): readonly Path[]
  /** Returns true if a name is assigned to after it was declared. */
  isReassigned(binding: Binding): boolean
}

/** The thing that a name stands for in the end. */
export type Meaning =
  | { readonly kind: 'binding'; readonly binding: Binding }
  | { readonly kind: 'value'; readonly path: Path }
  | { readonly kind: 'module'; readonly module: Module }
  /** A part of a module that is not read. `name` is `undefined` for all of it. */
  | { readonly kind: 'foreign'; readonly specifier: string; readonly name: string | undefined }

export function createOccurrences(modules: Modules): Occurrences {
  const known = new Map<Binding, readonly Path[]>()
  const importers = importersIn(modules.all)

  function resolve(path: Path): Meaning | undefined {
    const { node, scope } = path
    if (node.type !== 'Identifier') return undefined
    const binding = resolveName(node.name, scope)
    if (binding === undefined) return undefined
    return binding.kind === 'import' ? imported(binding) : { kind: 'binding', binding }
  }

  function imported(binding: Binding): Meaning | undefined {
    const found = importOf(binding)
    if (found === undefined) return undefined
    const { specifier, name } = found
    const module = modules.moduleOf(binding.scope.tree).links.get(specifier)
    if (module === undefined) return { kind: 'foreign', specifier, name }
    return name === undefined ? { kind: 'module', module } : exported(module, name)
  }

  function exported(module: Module, name: string, seen = new Set<string>()): Meaning | undefined {
    const visit = `${name} ${module.path}`
    if (seen.has(visit)) return undefined
    seen.add(visit)
    const tree = modules.parse(module)
    const found = tree?.exports.get(name)
    if (tree && found) return meaningOf(found, module, tree, seen)
    for (const specifier of tree?.wholeExports ?? []) {
      const target = module.links.get(specifier)
      const meaning = target && exported(target, name, seen)
      if (meaning) return meaning
    }
    return undefined
  }

  function meaningOf(
    found: Exported,
    module: Module,
    tree: SyntaxTree,
    seen: Set<string>,
  ): Meaning | undefined {
    if (found.kind === 'value') return found
    if (found.kind === 'local') {
      const binding = tree.scope.bindings.get(found.name)
      if (binding?.kind === 'import') return imported(binding)
      return binding && { kind: 'binding', binding }
    }
    const { specifier, name } = found
    const target = module.links.get(specifier)
    if (target === undefined) return { kind: 'foreign', specifier, name }
    return name === undefined ? { kind: 'module', module: target } : exported(target, name, seen)
  }

  function of(binding: Binding): readonly Path[] {
    const before = known.get(binding)
    if (before) return before
    // Set first, for modules that load each other.
    known.set(binding, [])
    const found = [...localOf(binding), ...elsewhere(binding)]
    known.set(binding, found)
    return found
  }

  function elsewhere(binding: Binding): Path[] {
    const { tree } = binding.scope
    if (binding.scope !== tree.scope) return []
    return [...tree.exports].flatMap(([as, found]) =>
      found.kind === 'local' && found.name === binding.name ? imports(modules.moduleOf(tree), as) : [],
    )
  }

  /** Returns the places in other modules where what a module exports under a name is used. */
  function imports(module: Module, name: string, seen = new Set<string>()): Path[] {
    const visit = `${name} ${module.path}`
    if (seen.has(visit)) return []
    seen.add(visit)
    return (importers.get(module) ?? []).flatMap(importer => {
      const text = importer.text
      if (name !== 'default' && !text.includes(name) && !/export\s*\*/.test(text)) return []
      const tree = modules.parse(importer)
      if (!tree) return []
      const leadsHere = (specifier: string) => importer.links.get(specifier) === module
      const direct = [...tree.scope.bindings.values()].flatMap(binding => {
        const found = importOf(binding)
        if (!found || !leadsHere(found.specifier)) return []
        if (found.name === name) return of(binding)
        return found.name === undefined ? of(binding).flatMap(path => memberAt(path, name)) : []
      })
      const again = [...tree.exports].flatMap(([as, found]) =>
        found.kind === 'from' && found.name === name && leadsHere(found.specifier)
          ? imports(importer, as, seen)
          : [],
      )
      const whole =
        name !== 'default' && tree.wholeExports.some(leadsHere) ? imports(importer, name, seen) : []
      return [...direct, ...again, ...whole]
    })
  }

  return {
    resolve,
    imported,
    of,
    ofDefault: tree => imports(modules.moduleOf(tree), 'default'),
    isReassigned: binding => referencesOf(binding).some(isAssigned),
  }
}

/** Returns the places in its own module where the value of a name is read. */
function localOf(binding: Binding): Path[] {
  return referencesOf(binding).filter(
    path => !isAssigned(path) && path.parent?.node.type !== 'ExportSpecifier',
  )
}

function referencesOf({ name, scope }: Binding): readonly Path[] {
  const binding = scope.bindings.get(name)
  return (binding && scope.tree.references.get(binding)) ?? []
}

/** Returns the word by which an imported name's module is named, and its name there. */
function importOf({
  kind,
  path,
}: Binding): { readonly specifier: string; readonly name: string | undefined } | undefined {
  const declaration = path.parent?.node
  if (kind !== 'import' || declaration?.type !== 'ImportDeclaration') return undefined
  const specifier = declaration.source.value
  const { node } = path
  if (node.type === 'ImportDefaultSpecifier') return { specifier, name: 'default' }
  if (node.type !== 'ImportSpecifier') return { specifier, name: undefined }
  const { imported } = node
  return { specifier, name: imported.type === 'Identifier' ? imported.name : imported.value }
}

function memberAt(path: Path, name: string): Path[] {
  const { parent } = path
  const node = parent?.node
  if (node?.type !== 'MemberExpression' && node?.type !== 'OptionalMemberExpression') return []
  return parent && path.key === 'object' && memberName(node) === name ? [parent] : []
}

/** Returns the name of a member that is written out: `.a` or `['a']`. */
export function memberName(node: {
  readonly property: Path['node']
  readonly computed?: boolean
}): string | undefined {
  const { property, computed } = node
  if (computed) return literalText(property)
  return property.type === 'Identifier' ? property.name : undefined
}

function importersIn(all: readonly Module[]): Map<Module, Module[]> {
  const importers = new Map<Module, Module[]>()
  for (const module of all)
    for (const target of new Set(module.links.values()))
      importers.set(target, [...(importers.get(target) ?? []), module])
  return importers
}
