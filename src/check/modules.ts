import { dirname } from 'node:path'
import { createAliases } from './aliases.js'
import type { ProjectFiles, Unread } from './files.js'
import { findProblem, isTree, parseModule } from './parse.js'
import { createPlaces, type Place } from './place.js'
import { isOwn, type Resolved, resolveImport } from './resolve-file.js'
import type { SyntaxTree } from './syntax.js'

/** A file of the project that is a part of its functions. */
export interface Module {
  /** Its real path. */
  readonly path: string
  /** Its path from the project's folder. */
  readonly file: string
  readonly text: string
  /** The modules that it loads, by the words that it names them with. */
  readonly links: ReadonlyMap<string, Module>
  /** Returns the place of a character. */
  readonly placeAt: (offset: number) => Place
}

/** The modules of a project's functions. */
export interface Modules {
  readonly all: readonly Module[]
  /** Returns the module of a file, if it could be read. */
  at(path: string): Module | undefined
  /** Parses a module, unless it was. Returns nothing if it is broken. */
  parse(module: Module): SyntaxTree | undefined
  /** Returns the module of a tree. */
  moduleOf(tree: SyntaxTree): Module
}

/** A module whose links are being found. */
interface Opened extends Module {
  readonly links: Map<string, Module>
  readonly targets: Map<string, string>
}

/** Loads modules, and those of the project that they load. What can't be read is added to `unread`. */
export function loadModules(
  files: ProjectFiles,
  entries: readonly string[],
  unread: Unread[],
  { isWhole = false } = {},
): Modules {
  const opened = new Map<string, Opened>()
  const aliases = createAliases(files, unread)
  const { parse, verify, moduleOf } = createParser(
    unread,
    isWhole ? undefined : ({ path }, specifier) => isOwn(aliases, dirname(path), specifier),
  )
  const waiting = [...entries]
  const known = new Set(entries)
  for (const path of waiting) {
    const module = open(path)
    if (!module) continue
    for (const target of targetsOf(module)) {
      if (known.has(target)) continue
      known.add(target)
      waiting.push(target)
    }
  }
  for (const { links, targets } of opened.values()) {
    for (const [specifier, target] of targets) {
      const loaded = opened.get(target)
      if (loaded) links.set(specifier, loaded)
    }
  }
  return { all: [...opened.values()], at: path => opened.get(path), parse, moduleOf }

  function open(path: string): Opened | undefined {
    const read = files.read(path)
    const file = files.shown(path)
    if ('reason' in read) {
      unread.push({ file, reason: read.reason })
      return undefined
    }
    const { text } = read
    const placeAt = createPlaces(file, text)
    const module: Opened = { path, file, text, links: new Map(), targets: new Map(), placeAt }
    opened.set(path, module)
    // A module that broke off may lack the very word that it would be parsed for.
    if (!mentionsEnvironment(text) && mayBeBroken(text)) verify(module)
    return module
  }

  /**
   * Finds the files that a module loads. Its text alone does not show whether it loads one or names types of it: it is parsed
   * where that decides whether a file is opened, or is said not to be.
   */
  function targetsOf(module: Opened): string[] {
    const resolved = new Map<string, Resolved | undefined>()
    const resolve = (specifier: string) => {
      if (!resolved.has(specifier))
        resolved.set(specifier, resolveImport(files, aliases, dirname(module.path), specifier))
      return resolved.get(specifier)
    }
    let decides = false
    for (const specifier of specifiersIn(module.text)) {
      const target = resolve(specifier)
      if (target) decides ||= 'reason' in target || !known.has(target.path)
    }
    const tree = decides || mentionsEnvironment(module.text) ? parse(module) : undefined
    const named = tree ? tree.sources : [...resolved.keys()].map(specifier => ({ specifier, offset: 0 }))
    for (const { specifier, offset } of named) {
      const target = resolve(specifier)
      if (!target) continue
      if ('path' in target) module.targets.set(specifier, target.path)
      else if (tree)
        unread.push({ ...module.placeAt(offset), reason: `it loads a file, and ${target.reason}` })
    }
    return [...module.targets.values()]
  }
}

/** The characters of modules whose trees are kept whole. Pruning takes time, and saves a third of the memory. */
const KEPT_WHOLE = 512 * 1024

/** Makes what parses each module once. */
function createParser(
  unread: Unread[],
  isOwn: ((module: Module, specifier: string) => boolean) | undefined,
): Pick<Modules, 'parse' | 'moduleOf'> & { verify(module: Module): void } {
  const trees = new Map<Module, SyntaxTree | undefined>()
  const owners = new Map<SyntaxTree, Module>()
  let size = 0
  return {
    parse(module) {
      if (trees.has(module)) return trees.get(module)
      size += module.text.length
      const prunes = size > KEPT_WHOLE && isOwn
      const parsed = parseModule(
        module.text,
        module.path,
        prunes ? specifier => prunes(module, specifier) : undefined,
      )
      const tree = isTree(parsed) ? parsed : undefined
      trees.set(module, tree)
      if (isTree(parsed)) owners.set(parsed, module)
      else unread.push({ file: module.file, ...parsed })
      return tree
    },
    verify(module) {
      const problem = findProblem(module.text, module.path)
      if (!problem) return
      trees.set(module, undefined)
      unread.push({ file: module.file, ...problem })
    },
    moduleOf(tree) {
      const module = owners.get(tree)
      if (!module) throw new TypeError('A tree belongs to a module.')
      return module
    },
  }
}

/** Returns true for a text that may read the environment. */
export function mentionsEnvironment(text: string): boolean {
  return text.includes('env')
}

/** Returns true for a text that names the environment in part, or whose brackets do not match. */
function mayBeBroken(text: string): boolean {
  if (/process|global|\\u/.test(text)) return true
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x28 || code === 0x5b || code === 0x7b) depth += 1
    else if (code === 0x29 || code === 0x5d || code === 0x7d) depth -= 1
  }
  return depth !== 0
}

const SPECIFIER = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(["'`])([^"'`\n]+)\1/g

/** Returns every word that a text may load a module by. */
function specifiersIn(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(SPECIFIER), ([, , specifier = '']) => specifier))
}
