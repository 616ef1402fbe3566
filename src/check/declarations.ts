import { argumentAt, type Call, callOf, isCall } from './callees.js'
import type { Module, Modules } from './modules.js'
import type { Declaration, UnboundVariable, UnclearPlace } from './needs.js'
import { createOccurrences, memberName } from './occurrences.js'
import { below, inside } from './path.js'
import type { Place } from './place.js'
import type { Path } from './syntax.js'
import { isFrom, memberOf, membersOf, readValidator, written } from './validators.js'

/** The declarations of `convex.config.ts`. */
export interface Declared {
  readonly variables: readonly DeclaredVariable[]
  readonly unbound: readonly UnboundVariable[]
  readonly unclear: readonly UnclearPlace[]
}

export interface DeclaredVariable {
  readonly name: string
  /** `undefined` if its validator can't be known. */
  readonly declaration: Declaration | undefined
  readonly place: Place
}

/** The definition of the app, or of a component. */
interface Definition {
  readonly call: Call
  /** The name of a component. */
  readonly name: string
  /** The declared variables, `undefined` if they can't be known. */
  readonly variables: readonly DeclaredVariable[] | undefined
}

/** Reads the declared variables of the app, and what its components are not given. */
export function readDeclarations(modules: Modules, config: Module): Declared {
  const occurrences = createOccurrences(modules)
  const unbound: UnboundVariable[] = []
  const unclear: UnclearPlace[] = []
  const visited = new Set<Call>()
  const placeOf = ({ node, scope }: Path) => modules.moduleOf(scope.tree).placeAt(node.start ?? 0)

  const app = definitionIn(config, 'defineApp')
  if (app) bindComponents(app)
  return { variables: app?.variables ?? [], unbound, unclear }

  function definitionIn(module: Module, maker: string): Definition | undefined {
    const tree = modules.parse(module)
    if (!tree) return undefined
    const exported = tree.exports.get('default')
    const name = exported?.kind === 'local' ? tree.scope.bindings.get(exported.name) : undefined
    const start = exported?.kind === 'value' ? exported.path : name?.path
    const init =
      start?.node.type === 'VariableDeclarator' && start.node.init
        ? below(start, 'init', start.node.init)
        : start
    const call = init && written(init, occurrences)
    if (
      call &&
      isCall(call) &&
      isFrom(inside(below(call, 'callee', call.node.callee)), 'convex/server', maker, occurrences)
    )
      return definitionOf(call, maker)
    unclear.push({ ...module.placeAt(0), reason: `the default export is not a call of ${maker}` })
    return undefined
  }

  function definitionOf(call: Call, maker: string): Definition {
    const isApp = maker === 'defineApp'
    const options = argumentAt(call, isApp ? 0 : 1)
    const first = isApp ? undefined : argumentAt(call, 0)
    const name = first?.node.type === 'StringLiteral' ? first.node.value : 'a component'
    if (!options) return { call, name, variables: [] }
    const members = membersOf(options, occurrences)
    const env = memberOf(options, 'env', occurrences)
    const declared = env && membersOf(env, occurrences)
    if (!members || (env && !declared)) {
      unclear.push({ ...placeOf(env ?? options), reason: 'the declared variables are not written out' })
      return { call, name, variables: undefined }
    }
    return { call, name, variables: declared?.map(one => variableOf(one.name, one.path)) ?? [] }
  }

  function variableOf(name: string, path: Path): DeclaredVariable {
    const declaration = readValidator(path, occurrences)
    const place = placeOf(path)
    if (!declaration)
      unclear.push({ ...place, reason: 'the validator of a declared variable is not written out' })
    return { name, declaration, place }
  }

  /** Finds what `use` does not pass to components that require it, of components in components, too. */
  function bindComponents({ call }: Definition): void {
    if (visited.has(call)) return
    visited.add(call)
    for (const use of usesOf(call)) {
      const [first, second] = [argumentAt(use, 0), argumentAt(use, 1)]
      const module = first && moduleOf(first)
      const component = module && definitionIn(module, 'defineComponent')
      if (!component) continue
      const passed = second ? memberOf(second, 'env', occurrences) : undefined
      const names = passed ? membersOf(passed, occurrences)?.map(({ name }) => name) : []
      const isKnown = names && (!second || membersOf(second, occurrences))
      for (const { name, declaration } of component.variables ?? []) {
        if (!isKnown || declaration?.optional !== false || names.includes(name)) continue
        unbound.push({ ...placeOf(use), name, component: component.name })
      }
      bindComponents(component)
    }
  }

  /** Returns the calls of `use` on a definition. */
  function usesOf(definition: Call): Call[] {
    const declarator = definition.parent
    if (declarator?.node.type !== 'VariableDeclarator' || declarator.node.id.type !== 'Identifier') return []
    const binding = declarator.scope.bindings.get(declarator.node.id.name)
    return (binding ? occurrences.of(binding) : []).flatMap(({ parent }) => {
      if (parent?.node.type !== 'MemberExpression' || memberName(parent.node) !== 'use') return []
      return callOf(parent) ?? []
    })
  }

  /** Returns the module whose default export an expression is. */
  function moduleOf(path: Path): Module | undefined {
    const meaning = occurrences.resolve(inside(path))
    if (meaning?.kind === 'value') return modules.moduleOf(meaning.path.scope.tree)
    return meaning?.kind === 'binding' ? modules.moduleOf(meaning.binding.scope.tree) : undefined
  }
}
