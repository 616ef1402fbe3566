import { type InvalidInputError, refusal } from '../errors.js'

/** A token, or a function that returns one. It is called before every attempt, so that the token can rotate. */
export type TokenSource = string | (() => string | Promise<string>)

/** The deployment that a deploy key names. */
export interface KeyTarget {
  readonly name: string
  /** The type in the key's label. Absent from an admin key of a self-hosted or local deployment. */
  readonly type: string | undefined
}

/**
 * Trims a token and strips one leading `Convex `.
 * @throws {InvalidInputError} if it is not a token; the message never quotes it
 */
export function normalizeToken(token: unknown): string {
  if (typeof token !== 'string') {
    throw refusedToken(`must be a string, and is ${token === null ? 'null' : typeof token}.`)
  }
  const bare = token.trim().replace(/^convex(?:[ \t]+|$)/i, '')
  const damage = MANGLED.find(([shape]) => shape.test(bare))?.[1]
  if (damage !== undefined) throw refusedToken(damage)
  return bare
}

/** The shapes of a token that something mangled on its way here. One would still open a deployment, but name another. */
const MANGLED: readonly (readonly [shape: RegExp, damage: string])[] = [
  [/^$/, 'is empty. Is its variable set?'],
  [/^bearer\b/i, 'starts with "Bearer": leave it out.'],
  [/\s/, 'has white space or a line break in it.'],
  [/[^\x21-\x7e]/, 'has characters that no token has.'],
  [/^["'`]|["'`]$/, 'has quotes around it: leave them out.'],
  [/^[A-Z][A-Z0-9]*_[A-Z0-9_]*=[^=]/, 'starts with the name of a variable: leave it out.'],
  [/^(?:prod|dev|custom|preview|project|team):[^|]*\|?$/, 'is cut off: a key goes on after its `|`.'],
  [/^\|/, 'is cut off: a key begins before its `|`.'],
  [
    /^(?:<.*>|\[.*\]|[*.x…-]+|.*\$\{.*\}.*|\$\w+|.*\*{3}.*|%\w+%|\{\{.*\}\}|op:\/\/.*)$/i,
    'is a placeholder.',
  ],
]

function refusedToken(problem: string): InvalidInputError {
  return refusal('token', `The \`token\` ${problem} Pass it alone, as the dashboard shows it.`)
}

/** `TYPE:NAME|…`, or the `NAME|…` of an admin key of a self-hosted or local deployment. */
const DEPLOYMENT_KEY = /^(?!\|)(?:(prod|dev|custom|preview):)?([^:|]*)\|/

/**
 * Returns the deployment that a key names, or `undefined` for an access token or a key of a team, a project or all
 * previews of a project.
 */
export function keyTarget(token: string): KeyTarget | undefined {
  const [key, type, name = ''] = DEPLOYMENT_KEY.exec(token) ?? []
  return key === undefined ? undefined : { name, type }
}
