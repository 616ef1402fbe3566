import type { Node, Program, Statement } from '@babel/types'
import { createLinks } from './links.js'
import { LEAVES, SKIPPED, TYPES } from './node-kinds.js'
import { type FunctionNode, isFunction, isNode } from './path.js'
import { relevantStatements } from './relevance.js'
import { declare, readPattern, resolveName, wholeScope } from './scope.js'
import { createSlimming } from './slim.js'
import type { Binding, Path, Scope, SyntaxTree } from './syntax.js'

/** Walks a program once: finds its scopes, the places of its names, and what it imports and exports. */
export function walk(program: Program, text: string, isTypeScript: boolean): SyntaxTree {
  const named = new Map<string, Path[]>()
  const references = new Map<Binding, Path[]>()
  const globals: Path[] = []
  const inner = new WeakMap<Node, Scope>()
  const scope: Scope = {
    parent: undefined,
    isWhole: true,
    bindings: new Map(),
    get tree() {
      return tree
    },
  }
  const { slim, slimPattern } = createSlimming()
  const links = createLinks({
    scope,
    isTypeScript,
    visit: (node, parent, key) => visit(node, parent, key, parent.scope),
    record,
    isUsed: name => named.has(name),
  })
  const { exports, wholeExports, sources } = links
  const tree: SyntaxTree = { program, scope, references, globals, exports, wholeExports, sources, inner }
  const top: Path = { node: program, parent: undefined, key: '', scope }
  const relevant = relevantStatements(program.body, text)
  for (const statement of program.body) {
    if (relevant.has(statement)) visit(statement, top, 'body', scope)
    else declareOnly(statement)
  }
  // What is not needed further does not stay in memory.
  program.body = program.body.filter(statement => relevant.has(statement))
  links.finish()
  for (const [name, paths] of named) for (const path of paths) refer(name, path)
  return tree

  function visit(node: Node, parent: Path, key: string, within: Scope): void {
    if (TYPES.has(node.type) || ('declare' in node && node.declare === true)) return
    slim(node)
    if (LEAVES.has(node.type)) return
    const path: Path = { node, parent, key, scope: within }
    if (isFunction(node)) visitFunction(node, path)
    else visitNode(node, path, within)
  }

  /** Declares the names of a statement, without keeping what they stand for. */
  function declareOnly(statement: Statement): void {
    const isExported = statement.type === 'ExportNamedDeclaration'
    const declaration = isExported ? statement.declaration : statement
    if (declaration?.type !== 'VariableDeclaration') return
    for (const { id } of declaration.declarations) {
      for (const { name, offset } of readPattern(id).names) {
        declare({ name, kind: 'other', scope, path: top, steps: [], offset })
        if (isExported) exports.set(name, { kind: 'local', name })
      }
    }
  }

  function visitNode(node: Exclude<Node, FunctionNode>, path: Path, within: Scope): void {
    switch (node.type) {
      case 'Identifier':
      case 'JSXIdentifier':
        record(node.name, path)
        break
      case 'ImportDeclaration':
        links.addImport(node, path)
        break
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
      case 'ExportAllDeclaration':
      case 'TSExportAssignment':
        links.addExport(node, path)
        break
      case 'VariableDeclaration':
        for (const declarator of node.declarations) visitDeclarator(declarator, node.kind, path)
        break
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.id) declareNode(node.id.name, 'class', path, within)
        visitMembers(path, within, ID)
        break
      case 'TSEnumDeclaration':
        declareNode(node.id.name, 'other', path, within)
        visitMembers(path, innerScope(within, false), ID)
        break
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier') declareNode(node.id.name, 'other', path, within)
        visitMembers(path, innerScope(within, true), ID)
        break
      case 'TSImportEqualsDeclaration':
        declareNode(node.id.name, 'other', path, within)
        if (node.moduleReference.type === 'TSExternalModuleReference' && node.importKind !== 'type')
          links.addSource(node.moduleReference.expression)
        break
      case 'CatchClause':
        visitCatch(node, path)
        break
      case 'BlockStatement':
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'SwitchStatement':
        visitMembers(path, innerScope(within, false))
        break
      case 'StaticBlock':
        visitMembers(path, innerScope(within, true))
        break
      case 'CallExpression':
        if (isLoader(node.callee)) links.addSource(node.arguments[0])
        visitMembers(path, within)
        break
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        visitMembers(path, within, node.computed ? NOTHING : PROPERTY)
        break
      case 'ObjectProperty':
      case 'ClassProperty':
      case 'ClassAccessorProperty':
        visitMembers(path, within, node.computed ? NOTHING : KEY)
        break
      case 'TSEnumMember':
        visitMembers(path, within, ID)
        break
      case 'LabeledStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        visitMembers(path, within, LABEL)
        break
      default:
        visitMembers(path, within)
    }
  }

  function visitAll(nodes: readonly Node[], parent: Path, key: string): void {
    for (const node of nodes) visit(node, parent, key, parent.scope)
  }

  function visitMembers(path: Path, within: Scope, except = NOTHING): void {
    for (const key in path.node) {
      const value: unknown = Reflect.get(path.node, key)
      if (typeof value !== 'object' || value === null || SKIPPED.has(key)) continue
      if (key === except) {
        if (isNode(value)) slim(value)
      } else if (Array.isArray(value)) {
        // The parser's lists have room for sixteen more.
        Reflect.set(path.node, key, value.slice())
        for (const item of value) if (isNode(item)) visit(item, path, key, within)
      } else if (isNode(value)) visit(value, path, key, within)
    }
  }

  function visitFunction(node: FunctionNode, path: Path): void {
    const own = innerScope(path.scope, true)
    inner.set(node, own)
    if (node.type === 'FunctionDeclaration' && node.id)
      declareNode(node.id.name, 'function', path, path.scope)
    if (node.type === 'FunctionExpression' && node.id) declareNode(node.id.name, 'function', path, own)
    if ('key' in node && 'computed' in node && node.computed) visit(node.key, path, 'key', path.scope)
    if ('decorators' in node) visitAll(node.decorators ?? [], path, 'decorators')
    for (const parameter of node.params)
      bind(parameter, 'parameter', { node: parameter, parent: path, key: 'params', scope: own }, own)
    const { body } = node
    if (body.type !== 'BlockStatement') visit(body, path, 'body', own)
    else {
      // The names of the block are in the scope of the function.
      slim(body)
      visitAll(body.body, { node: body, parent: path, key: 'body', scope: own }, 'body')
    }
  }

  function visitDeclarator(
    node: Extract<Node, { type: 'VariableDeclarator' }>,
    kind: string,
    parent: Path,
  ): void {
    const { scope: within } = parent
    const path: Path = { node, parent, key: 'declarations', scope: within }
    slim(node)
    bind(node.id, kind === 'const' ? 'const' : 'variable', path, kind === 'var' ? wholeScope(within) : within)
    if (node.init) visit(node.init, path, 'init', within)
  }

  function visitCatch(node: Extract<Node, { type: 'CatchClause' }>, path: Path): void {
    const own = innerScope(path.scope, false)
    if (node.param)
      bind(node.param, 'other', { node: node.param, parent: path, key: 'param', scope: own }, own)
    visit(node.body, path, 'body', own)
  }

  /** Declares the names of a pattern, and visits the expressions in it. */
  function bind(pattern: Node, kind: Binding['kind'], path: Path, target: Scope): void {
    slimPattern(pattern)
    const { names, expressions } = readPattern(pattern)
    for (const { name, steps, offset } of names) declare({ name, kind, scope: target, path, steps, offset })
    for (const expression of expressions) visit(expression, path, 'default', path.scope)
  }

  function declareNode(name: string, kind: Binding['kind'], path: Path, target: Scope): void {
    declare({ name, kind, scope: target, path, steps: [], offset: path.node.start ?? 0 })
  }

  function record(name: string, path: Path): void {
    const known = named.get(name)
    if (known) known.push(path)
    else named.set(name, [path])
  }

  function refer(name: string, path: Path): void {
    const binding = resolveName(name, path.scope)
    if (!binding) {
      if (ENTRANCES.has(name)) globals.push(path)
      return
    }
    const known = references.get(binding)
    if (known) known.push(path)
    else references.set(binding, [path])
  }

  function innerScope(parent: Scope, isWhole: boolean): Scope {
    return { parent, isWhole, bindings: new Map(), tree }
  }
}

function isLoader(callee: Node): boolean {
  return callee.type === 'Import' || (callee.type === 'Identifier' && callee.name === 'require')
}

/** The global names by which the environment can be reached. */
const ENTRANCES: ReadonlySet<string> = new Set(['process', 'globalThis', 'global'])

/** The member that names a node, and is no reference. */
const NOTHING = ''
const ID = 'id'
const PROPERTY = 'property'
const KEY = 'key'
const LABEL = 'label'
