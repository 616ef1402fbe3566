import { commands } from '../../../src/cli/commands.js'
import { parse } from '../../../src/cli/parser.js'

/** Returns the command lines that a run suggests: of its JSON, and below `To go on:` on stderr. */
export function suggested(stdout: string, stderr: string, isJson: boolean): readonly string[] {
  const [, shown = ''] = /^To go on:\n((?: {2}.*\n?)+)/m.exec(stderr) ?? []
  const printed = shown.split('\n').flatMap(line => line.trim() || [])
  const { next = [] } = isJson ? Object(JSON.parse(stdout.trim().split('\n}\n').at(-1) ?? '')) : {}
  return [...printed, ...next]
}

/**
 * Refuses a suggested command line that the command does not take, or that holds a secret.
 * @param secrets texts that nothing that is printed may hold
 */
export function assertUsable(line: string, secrets: readonly string[]): void {
  const held = secrets.filter(secret => line.includes(secret))
  if (held.length > 0) throw new Error('A suggested command line holds a secret.')
  const [program, ...behind] = posixWords(line)
  // A child may be our own file.
  const isFile = program === 'node' && /\/bin\.js$/.test(behind[0] ?? '')
  const words = isFile ? behind.slice(1) : behind
  // What other programs take is not ours to parse.
  if (program === 'git' || (program === 'npx' && words[0] === 'convex')) return
  if (program !== 'convex-deployment' && !isFile)
    throw new Error(`A suggested command line calls another program: ${line}`)
  try {
    parse(commands, words, () => {})
  } catch (error) {
    throw new Error(`A suggested command line is refused: ${line}`, { cause: error })
  }
}

/** Splits a command line as a POSIX shell does: single quotes, and a backslash outside of them. */
export function posixWords(line: string): string[] {
  const parts = line.match(/(?:'[^']*'|\\.|[^\s'\\])+/gs) ?? []
  return parts.map(part =>
    part.replace(/'([^']*)'|\\(.)/gs, (_, quoted = '', escaped = '') => quoted + escaped),
  )
}
