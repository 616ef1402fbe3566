import { join } from 'node:path'
import { isManagedByConvex } from '../text/convex-names.js'
import { readDeclarations } from './declarations.js'
import { CONFIGS, type ProjectFiles, type Unread } from './files.js'
import { ALWAYS_THERE } from './findings.js'
import { judge } from './judge.js'
import { loadModules, type Modules, mentionsEnvironment } from './modules.js'
import type { Need, NeedPlace, Needs, UnclearPlace } from './needs.js'
import { createOccurrences } from './occurrences.js'
import { functionAround } from './path.js'
import { byPlace } from './place.js'
import { findProject } from './project.js'
import { findReads } from './reads.js'
import type { Path } from './syntax.js'

/**
 * Reads what the code of a project needs of a deployment's variables: what `convex.config.ts` declares, what `auth.config.ts` and
 * the functions read. It parses the code and runs none of it, and opens nothing outside of the project's folder.
 *
 * @param folder the folder of `package.json` and `convex.json`
 * @throws {NeedsError} if there is no functions folder
 * @example
 * const { variables } = await readNeeds('.')
 */
export async function readNeeds(folder: string): Promise<Needs> {
  const { files, functions } = findProject(folder)
  const unread: Unread[] = []
  const auth = firstFile(files, functions, ['auth.config.ts', 'auth.config.js'], unread)
  const entries = files.entries(functions, unread)
  const modules = loadModules(files, [...entries, ...(auth ? [auth] : [])], unread)
  const { needs, unclear } = readCode(modules, auth)
  const declared = readConfig(files, functions, unread)
  for (const { name, declaration, place } of declared?.variables ?? []) {
    const need = needs.get(name) ?? { places: [] }
    need.places.push({ ...place, kind: 'declared' })
    needs.set(name, { ...need, ...(declaration && { declared: declaration }) })
  }
  const variables = [...needs].map(([name, { places, ...need }]): Need => {
    return { name, ...need, places: places.sort(byPlace) }
  })
  return {
    folder: files.shown(functions),
    variables: variables.sort((a, b) => (a.name < b.name ? -1 : 1)),
    unclear: [...unclear, ...(declared?.unclear ?? [])].sort(byPlace),
    unread,
    unbound: declared?.unbound ?? [],
  }
}

type Found = { places: NeedPlace[] } & Pick<Need, 'declared'>

function readCode(modules: Modules, auth: string | undefined) {
  const occurrences = createOccurrences(modules)
  const trees = modules.all.flatMap(module => {
    return mentionsEnvironment(module.text) ? (modules.parse(module) ?? []) : []
  })
  const { reads, unclear, written } = findReads(trees, occurrences)
  const needs = new Map<string, Found>()
  const moduleOf = (path: Path) => modules.moduleOf(path.scope.tree)
  const ofAuth = auth === undefined ? undefined : modules.at(auth)
  const seen = new Set<string>()
  for (const { read, kind, unless } of judge(reads)) {
    const { name, path, offset } = read
    if (ALWAYS_THERE.has(name) || isManagedByConvex(name) || written.has(name)) continue
    const module = moduleOf(path)
    const isAuth = module === ofAuth && !functionAround(path)
    const id = [name, module.path, offset, kind].join('\0')
    if (seen.has(id)) continue
    seen.add(id)
    const need = needs.get(name) ?? { places: [] }
    needs.set(name, need)
    need.places.push({
      ...module.placeAt(offset),
      kind: isAuth ? 'auth' : kind,
      ...(!isAuth && unless.length > 0 && { unless }),
    })
  }
  const places = unclear.map(({ path, reason }): UnclearPlace => {
    return { ...moduleOf(path).placeAt(path.node.start ?? 0), reason }
  })
  return { needs, unclear: places }
}

function readConfig(files: ProjectFiles, functions: string, unread: Unread[]) {
  const config = firstFile(files, functions, CONFIGS, unread)
  if (config === undefined) return undefined
  const modules = loadModules(files, [config], unread, { isWhole: true })
  const module = modules.at(config)
  return module && readDeclarations(modules, module)
}

function firstFile(
  files: ProjectFiles,
  folder: string,
  names: readonly string[],
  unread: Unread[],
): string | undefined {
  for (const name of names) {
    const path = join(folder, name)
    const found = files.find(path)
    if (typeof found === 'string') return found
    if (found) unread.push({ file: files.shown(path), reason: found.reason })
  }
  return undefined
}
