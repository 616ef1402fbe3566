import { holdsKey } from '../../config/environment/keys.js'
import type { EnvironmentRecord } from '../../connection/environment.js'
import type { EnvironmentVariable } from '../../index.js'
import { isCredential } from '../../text/convex-names.js'
import { quoteAll } from '../../text/quote.js'
import { type Flag, texts } from '../flags.js'
import { type Refusal, refused, usage } from '../refusal.js'
import { whoObeys } from './risky-names.js'

/** Declares `--allow`. */
export const allowFlag: Flag<readonly string[] | undefined> = texts(
  '<names>',
  'hand over these names, which programs may obey; may be repeated',
)

/** The parts of a run that decide which variables are handed over. */
export interface HandingOver {
  /** The names that `--allow` lets through. */
  readonly allowed: readonly string[] | undefined
  /** The environment that the variables would come into. A file has none. */
  readonly environment?: EnvironmentRecord
  /** True on Windows, where names are one in any case. */
  readonly isWindows?: boolean | undefined
  /** Flags that hand the variables over so that no program obeys them. */
  readonly otherwise?: readonly string[]
}

/**
 * Refuses variables that change what programs do, unless they are allowed by name: programs obey them, or they take the place
 * of the caller's own. This is a net and no wall: a program may obey any name.
 */
export function assertHarmless(
  variables: readonly EnvironmentVariable[],
  { allowed = [], environment = {}, isWindows = false, otherwise }: HandingOver,
): void {
  const key = (name: string) => nameKey(name, isWindows)
  const mine = new Map(Object.entries(environment).map(([name, value]) => [key(name), value]))
  const counts = new Map<string, number>()
  for (const { name } of variables) counts.set(key(name), (counts.get(key(name)) ?? 0) + 1)
  const passes = allowedBy(allowed, key)

  const found = variables.flatMap(({ name, value }): Objection[] => {
    if (!LEGAL.test(name)) return [{ name, reason: 'no deployment can hold a variable of such a name' }]
    if (counts.get(key(name)) !== 1) return [{ name, reason: isWindows ? ONE_ON_WINDOWS : LISTED_TWICE }]
    if (passes(name)) return []
    const reader = whoObeys(name)
    if (reader !== undefined) return [{ name, reason: `read by ${reader}`, mayPass: true }]
    const own = mine.get(key(name))
    if (own === undefined || own === value) return []
    return [{ name, reason: 'your own environment has another value', mayPass: true }]
  })
  if (found.length > 0) throw notHandedOver(found, otherwise)
}

/** Returns the names of the variables that no program gets: Convex's own, and those that hold a key under any name that is not allowed. */
export function keysIn(
  environment: EnvironmentRecord,
  { allowed = [], isWindows = false }: Partial<Pick<HandingOver, 'allowed' | 'isWindows'>> = {},
): string[] {
  const passes = allowedBy(allowed, name => nameKey(name, isWindows))
  return Object.entries(environment)
    .filter(([name, value = '']) => isCredential(name) || (holdsKey(value) && !passes(name)))
    .map(([name]) => name)
}

/** Returns an environment with variables in it, in place of its own of the same names, and without Convex's own credentials. */
export function environmentWith(
  environment: EnvironmentRecord,
  variables: readonly EnvironmentVariable[],
  isWindows = false,
): EnvironmentRecord {
  const handed = new Set(variables.map(({ name }) => nameKey(name, isWindows)))
  const kept = Object.entries(environment).filter(([name]) => !handed.has(nameKey(name, isWindows)))
  const all = [...kept, ...variables.map(({ name, value }) => [name, value] as const)]
  return Object.fromEntries(all.filter(([name]) => !isCredential(name)))
}

/** A variable that is not handed over, and why. */
interface Objection {
  readonly name: string
  readonly reason: string
  /** True if `--allow` lets it through. */
  readonly mayPass?: true
}

const ONE_ON_WINDOWS = 'these names are one and the same on Windows'
/** The published document lists variables in an array. */
const LISTED_TWICE = 'the deployment lists it twice'

/** The names that a deployment lets anybody set. A server may list others. */
const LEGAL = /^[A-Za-z_][A-Za-z0-9_]*$/

function nameKey(name: string, isWindows: boolean): string {
  return isWindows ? name.toUpperCase() : name
}

function allowedBy(names: readonly string[], key: (name: string) => string): (name: string) => boolean {
  if (!names.every(name => LEGAL.test(name)))
    throw usage('--allow takes names of variables, and no patterns.')
  const allowed = new Set(names.map(key))
  return name => allowed.has(key(name))
}

function notHandedOver(found: readonly Objection[], otherwise?: readonly string[]): Refusal {
  const reasons = new Map<string, Set<string>>()
  for (const { name, reason } of found) reasons.set(reason, new Set(reasons.get(reason)).add(name))
  const lines = Array.from(reasons, ([reason, names]) => `\n  ${quoteAll(names)}: ${reason}`)
  const passing = namesOf(found.filter(({ mayPass }) => mayPass))
  const barred = namesOf(found.filter(({ mayPass }) => !mayPass))
  const allowing = passing.length > 0 ? [['--allow', passing.join(','), ...exceptThese(barred)]] : []
  const add = [exceptThese(namesOf(found)), ...allowing, ...(otherwise ? [otherwise] : [])]
  const message = `These variables are not handed over unasked:${lines.join('')}\n`
  return refused(
    `${message}Go on without them by --except${passing.length > 0 ? ', or with them by --allow' : ''}.`,
    {
      add,
      data: { refused: found.map(({ name, reason }) => ({ name, reason })) },
    },
  )
}

function namesOf(objections: readonly Objection[]): string[] {
  return [...new Set(objections.map(({ name }) => name))]
}

/** Returns the flag that leaves variables out. It takes no characters that no name has: `?` is any of them. */
function exceptThese(names: readonly string[]): string[] {
  const patterns = names.map(name => name.replace(/\W/g, '?')).filter(Boolean)
  return patterns.length > 0 ? ['--except', patterns.join(',')] : []
}
