import { dirname, join, resolve } from 'node:path'
import { parseExpression } from '@babel/parser'
import type { Node } from '@babel/types'
import type { ProjectFiles, Unread } from './files.js'
import { literalKey, literalText } from './scope.js'

/** The paths that an alias may mean, the likeliest first. */
export interface AliasTarget {
  readonly paths: readonly string[]
  /** False for what may as well be a package: any name fits. */
  readonly isSure: boolean
}

/** Finds what imports mean that are no paths: by the `tsconfig.json` and the `package.json` nearest to a file. */
export interface Aliases {
  /** Returns where an import leads, why that can't be known, or `undefined` for a package. */
  find(folder: string, specifier: string): AliasTarget | { readonly reason: string } | undefined
}

/** The part of a `tsconfig.json` that is about imports, with that of those it extends. */
interface Paths {
  readonly baseUrl?: string
  readonly paths?: readonly Alias[]
}

interface Alias {
  readonly pattern: string
  readonly targets: readonly string[]
}

/** The longest way through `extends` that is followed. */
const LONGEST = 16

/** @param unread takes the configuration files that can't be read */
export function createAliases(files: ProjectFiles, unread: Unread[]): Aliases {
  const known = new Map<string, Paths | undefined>()
  const imports = new Map<string, Node | undefined>()

  return {
    find(folder, specifier) {
      if (specifier.startsWith('#')) {
        const own = packageAround(folder)
        return own && importOf(own.node, own.folder, specifier)
      }
      const config = pathsAround(folder)
      if (!config) return undefined
      const found = config.paths && matching(config.paths, specifier)
      if (found) return found
      return config.baseUrl === undefined
        ? undefined
        : { paths: [join(config.baseUrl, specifier)], isSure: false }
    },
  }

  /** Returns what the nearest configuration says. */
  function pathsAround(folder: string): Paths | undefined {
    if (known.has(folder)) return known.get(folder)
    const file = ['tsconfig.json', 'jsconfig.json']
      .map(name => join(folder, name))
      .find(path => files.find(path) !== undefined)
    const found = file ? readPaths(file, 0) : folder === files.root ? undefined : pathsAround(dirname(folder))
    known.set(folder, found)
    return found
  }

  function readPaths(path: string, depth: number): Paths {
    const config = depth < LONGEST ? read(path) : undefined
    if (!config) return {}
    const folder = dirname(path)
    let inherited: Paths = {}
    for (const name of textsOf(memberOf(config, 'extends'))) {
      // The configuration of a package names no file of the project.
      if (!/^(?:\.{1,2}(?:\/|$)|\/)/.test(name)) continue
      const base = resolve(folder, name)
      inherited = { ...inherited, ...readPaths(base.endsWith('.json') ? base : `${base}.json`, depth + 1) }
    }
    const options = memberOf(config, 'compilerOptions')
    const [given] = textsOf(memberOf(options, 'baseUrl'))
    const baseUrl = given === undefined ? inherited.baseUrl : resolve(folder, given)
    const own = memberOf(options, 'paths')
    const paths = own ? aliasesIn(own, baseUrl ?? folder) : inherited.paths
    return { ...(baseUrl !== undefined && { baseUrl }), ...(paths && { paths }) }
  }

  /** Returns the `package.json` that is nearest to a folder, and has `imports`. */
  function packageAround(folder: string): { readonly node: Node; readonly folder: string } | undefined {
    const path = join(folder, 'package.json')
    if (!imports.has(folder))
      imports.set(folder, files.find(path) === undefined ? undefined : memberOf(read(path), 'imports'))
    const node = imports.get(folder)
    if (node) return { node, folder }
    return folder === files.root ? undefined : packageAround(dirname(folder))
  }

  /** Reads a JSON file that may have comments. It is parsed as an expression, and not evaluated. */
  function read(path: string): Node | undefined {
    const found = files.find(path) ?? { reason: 'there is no such file' }
    const text = typeof found === 'string' ? files.read(found) : found
    if ('text' in text) {
      try {
        return parseExpression(text.text.replace(/^\ufeff/, ''), { attachComment: false })
      } catch {
        // Told below.
      }
    }
    const reason = 'reason' in text ? text.reason : 'its syntax is broken'
    const file = files.shown(path)
    if (!unread.some(one => one.file === file && one.reason === reason)) unread.push({ file, reason })
    return undefined
  }
}

function aliasesIn(node: Node, base: string): readonly Alias[] {
  return entriesOf(node).map(([pattern, value]): Alias => {
    return { pattern, targets: textsOf(value).map(target => resolve(base, target)) }
  })
}

/** Returns the targets of the alias that fits best: the one without a star, or with the longest text before it. */
function matching(aliases: readonly Alias[], specifier: string): AliasTarget | undefined {
  const [best] = aliases
    .flatMap(({ pattern, targets }) => {
      const part = starOf(pattern, specifier)
      return part === undefined
        ? []
        : [{ pattern, paths: targets.map(target => target.replace('*', () => part)) }]
    })
    .sort((a, b) => rank(b.pattern) - rank(a.pattern))
  return best && { paths: best.paths, isSure: best.pattern !== '*' }
}

function rank(pattern: string): number {
  const star = pattern.indexOf('*')
  return star === -1 ? Number.POSITIVE_INFINITY : star
}

/** Returns the text that the star of a pattern stands for, `undefined` if the pattern does not fit. */
function starOf(pattern: string, specifier: string): string | undefined {
  const [before = '', after] = pattern.split('*', 2)
  if (after === undefined) return pattern === specifier ? '' : undefined
  const fits =
    specifier.length >= before.length + after.length &&
    specifier.startsWith(before) &&
    specifier.endsWith(after)
  return fits ? specifier.slice(before.length, specifier.length - after.length) : undefined
}

/** Returns what `imports` of a package say. Where it depends on a condition that not every push has, it is not known. */
function importOf(
  node: Node,
  folder: string,
  specifier: string,
): AliasTarget | { readonly reason: string } | undefined {
  const [best] = entriesOf(node)
    .filter(([pattern]) => starOf(pattern, specifier) !== undefined)
    .sort(([a], [b]) => rank(b) - rank(a))
  if (!best) return undefined
  const [pattern, value] = best
  const target = conditional(value)
  if (target === undefined) return { reason: 'its place depends on a condition in package.json' }
  if (!/^\.{1,2}\//.test(target)) return undefined
  const part = starOf(pattern, specifier) ?? ''
  return {
    paths: [
      resolve(
        folder,
        target.replaceAll('*', () => part),
      ),
    ],
    isSure: true,
  }
}

function conditional(node: Node): string | undefined {
  if (node.type !== 'ObjectExpression') return literalText(node)
  const [first] = entriesOf(node)
  return first && ALWAYS.has(first[0]) ? conditional(first[1]) : undefined
}

/** The conditions of each push. */
const ALWAYS: ReadonlySet<string> = new Set(['convex', 'default', 'import', 'module'])

function entriesOf(node: Node): (readonly [name: string, value: Node])[] {
  if (node.type !== 'ObjectExpression') return []
  return node.properties.flatMap(property => {
    const name = property.type === 'ObjectProperty' ? literalKey(property) : undefined
    return property.type === 'ObjectProperty' && name !== undefined ? [[name, property.value] as const] : []
  })
}

function memberOf(node: Node | undefined, name: string): Node | undefined {
  return node && entriesOf(node).findLast(([key]) => key === name)?.[1]
}

function textsOf(node: Node | undefined): string[] {
  if (node?.type === 'ArrayExpression') return node.elements.flatMap(element => textsOf(element ?? undefined))
  const text = node && literalText(node)
  return text === undefined ? [] : [text]
}
