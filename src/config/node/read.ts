import { refusal } from '../../errors.js'
import { atCaller } from '../../stack.js'
import { isObject, textMember } from '../../text/member.js'
import type { DeclaredDeployment } from '../index.js'
import { ConfigError, type ConfigProblem } from './config-error.js'
import { readTextFile } from './files.js'
import { shapeIssues } from './fits.js'
import { meaningIssues } from './meaning.js'
import { type Issue, readTree, type Tree } from './yaml-tree.js'

/** The text of a deployment file, and the name that messages give it. One that ends in `.json` is strict JSON. */
export interface ConfigText {
  readonly name: string
  readonly text: string
}

/**
 * Reads a deployment file: YAML, or JSON if its name ends in `.json`. Reads nothing that the file refers to, runs nothing and
 * sends nothing: see `createResolver` and `resolveConfig`.
 * @param file the path, or the text and its name
 * @throws {ConfigError} for what the file must not hold, with the line, the column and the path of each problem
 * @throws {InvalidInputError} for a path that is not that of a text file of UTF-8
 * @example
 * const declared = await readConfig('deployment.yaml')
 */
export function readConfig(file: string | ConfigText): Promise<DeclaredDeployment> {
  return atCaller(readConfig, () => read(file))
}

async function read(file: string | ConfigText): Promise<DeclaredDeployment> {
  const name = typeof file === 'string' ? file : textMember(file, 'name')
  const text = typeof file === 'string' ? await readTextFile(file) : textMember(file, 'text')
  if (name === undefined || text === undefined)
    throw refusal('file', '`file` must be the path of a file, or an object such as `{ name, text }`.')
  return parseConfig(name, text.replace(/^\ufeff/, ''))
}

function parseConfig(name: string, text: string): DeclaredDeployment {
  const { tree, issues, placeOf } = readTree(text)
  const wrong = name.endsWith('.json') && issues.length === 0 ? jsonIssues(text) : issues
  const problems = (found: readonly Issue[]) =>
    found.map(({ at, path, message }): ConfigProblem => ({ ...placeOf(at), path, message }))
  if (tree === undefined || wrong.length > 0) throw new ConfigError(name, problems(wrong))
  const unfit = shapeIssues(tree)
  const found = unfit.length > 0 ? unfit : meaningIssues(tree)
  const value = plainOf(tree)
  if (!isDeclared(value, found)) throw new ConfigError(name, problems(found))
  const { $schema: _, ...declared } = value
  return declared
}

/** Returns the problem of a text that is YAML and not JSON. The parser's own message would quote the text. */
function jsonIssues(text: string): Issue[] {
  try {
    JSON.parse(text)
    return []
  } catch (error) {
    const [, at] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? []
    return [{ at: Number(at ?? 0), path: '', message: 'is not JSON, which its name says' }]
  }
}

function plainOf(tree: Tree): unknown {
  if (tree.kind === 'list') return tree.items.map(plainOf)
  if (tree.kind === 'scalar') return tree.value
  // An assignment would take `__proto__` for another thing.
  return Object.fromEntries(tree.members.map(({ name, value }) => [name, plainOf(value)]))
}

/** Returns true if a value has none of the problems of its schema, which the type follows. */
function isDeclared(
  value: unknown,
  found: readonly Issue[],
): value is DeclaredDeployment & { readonly $schema?: string } {
  return isObject(value) && found.length === 0
}
