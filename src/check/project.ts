import { join, relative, resolve, sep } from 'node:path'
import { parseJson } from '../text/json.js'
import { isObject } from '../text/member.js'
import { quote } from '../text/quote.js'
import { NeedsError } from './error.js'
import { openProject, type ProjectFiles } from './files.js'

/** A project whose code is read. */
export interface Project {
  readonly files: ProjectFiles
  /** The path of the functions folder. */
  readonly functions: string
}

/** Finds the functions folder of a project: what `convex.json` says, or `convex`. */
export function findProject(folder: string): Project {
  const files = opened(folder)
  const named = namedFolder(files)
  const functions = resolve(files.root, named)
  const way = relative(files.root, functions)
  if (way.split(sep)[0] === '..' || resolve(way) === way)
    throw new NeedsError(
      'convex.json',
      `convex.json: \`functions\` leads out of the project, to ${quote(named)}. Nothing outside of it is read.`,
    )
  const real = files.findFolder(functions)
  if (real === undefined)
    throw new NeedsError(
      files.shown(functions),
      `There is no functions folder ${quote(files.shown(functions))} here. Read the project from its own folder (\`folder\`), or name another one as \`functions\` in convex.json.`,
    )
  return { files, functions: real }
}

function opened(folder: string): ProjectFiles {
  try {
    return openProject(folder)
  } catch {
    throw new NeedsError('.', "The project's folder can't be opened: there is no such folder.")
  }
}

function namedFolder(files: ProjectFiles): string {
  const path = join(files.root, 'convex.json')
  const found = files.find(path)
  if (found === undefined) {
    if (files.findFolder(path) === undefined) return 'convex'
    throw new NeedsError('convex.json', "convex.json can't be read: it is a folder.")
  }
  const read = typeof found === 'string' ? files.read(found) : found
  if ('reason' in read) throw new NeedsError('convex.json', `convex.json can't be read: ${read.reason}.`)
  const config = parseJson(read.text.replace(/^\ufeff/, ''))
  if (!isObject(config)) throw new NeedsError('convex.json', 'convex.json is not a JSON object.')
  const { functions } = config
  if (functions === undefined) return 'convex'
  if (typeof functions !== 'string' || functions === '')
    throw new NeedsError('convex.json', 'convex.json: `functions` is not a path.')
  return functions
}
