import type { Node, Program } from '@babel/types'

/** A module that was parsed: its scopes, and where its names stand. */
export interface SyntaxTree {
  readonly program: Program
  readonly scope: Scope
  /** Every place where a declared name is read or assigned to. */
  readonly references: Map<Binding, Path[]>
  /** The places of global names by which the environment can be reached. */
  readonly globals: readonly Path[]
  /** The exports of the module, by name. */
  readonly exports: ReadonlyMap<string, Exported>
  /** The modules that it exports all of. */
  readonly wholeExports: readonly string[]
  /** Modules that are loaded by their names: `import`, `export … from`, `require`, `import()`. Not those of types alone. */
  readonly sources: readonly Source[]
  /** The scope inside of each function, with its parameters. */
  readonly inner: WeakMap<Node, Scope>
}

/** A module that another one names. */
export interface Source {
  readonly specifier: string
  readonly offset: number
}

/** The thing that an exported name stands for. */
export type Exported =
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'value'; readonly path: Path }
  /** `name` is `undefined` for the whole module. */
  | { readonly kind: 'from'; readonly specifier: string; readonly name: string | undefined }

/** A node of a syntax tree, with the way up from it. */
export interface Path<Kind extends Node = Node> {
  readonly node: Kind
  readonly parent: Path | undefined
  /** The member of the parent that holds the node. */
  readonly key: string
  /** The innermost scope that the node is in. */
  readonly scope: Scope
}

/** The part of a program in which a name stands for one thing. */
export interface Scope {
  readonly parent: Scope | undefined
  /** True for a function and a module, which `var` belongs to. */
  readonly isWhole: boolean
  readonly bindings: Map<string, Binding>
  readonly tree: SyntaxTree
}

/** A name that is declared, and what it stands for. */
export interface Binding {
  readonly name: string
  readonly kind: 'const' | 'variable' | 'parameter' | 'function' | 'class' | 'import' | 'other'
  readonly scope: Scope
  /** The declarator, the function, the parameter or the specifier of an import. */
  readonly path: Path
  /** The place of the name itself. */
  readonly offset: number
  /** The way from the whole value to this name through patterns: `{ a: { b } }` has `a` and `b`. */
  readonly steps: readonly Step[]
}

/** One step through a pattern. */
export interface Step {
  /** The member that is taken, `undefined` if it is computed or counted. */
  readonly key: string | undefined
  /** True for `...rest`. */
  readonly isRest?: boolean
  /** The value that stands in for an absent one. */
  readonly fallback?: Node | undefined
}
