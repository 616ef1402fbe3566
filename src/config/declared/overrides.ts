import { refusal } from '../../errors.js'
import { isObject } from '../../text/member.js'
import { nearest } from '../../text/nearest.js'
import { quoteStart } from '../../text/quote.js'
import { TYPES } from '../expected.js'
import { isKeep } from '../keep.js'
import type { DeclaredDeployment, DeclaredSections } from './types.js'

/** The deployment that a config is resolved for. */
export interface Target {
  /** The name of the deployment, such as `happy-otter-123`, if it has one. */
  readonly name?: string | undefined
  /** The type of the deployment, such as `preview`, if it has one. */
  readonly type?: string | undefined
}

/** A declaration without its overrides. */
type Base = Omit<DeclaredDeployment, 'overrides'>

/** The sections of a deployment, and the overrides that applied, in their order. */
interface Overridden {
  readonly sections: Base
  readonly applied: readonly string[]
}

/** Returns true for what is the type of a deployment, or may be its name: those of Convex hold a number. */
function isTarget(key: string): boolean {
  return TYPES.includes(key) || /^[a-z][a-z0-9-]*\d[a-z0-9-]*$/.test(key)
}

/**
 * Lays the overrides of a deployment's type over a declaration, and then those of its name.
 * @throws {InvalidInputError} for a key that is neither a type nor a name, and if nobody said what the deployment is
 */
export function override(declared: DeclaredDeployment, target: Target): Overridden {
  const { overrides = {}, ...sections } = declared
  const keys = Object.keys(overrides)
  for (const key of keys) if (!isTarget(key)) throw noTarget(key)
  if (keys.length > 0 && !Object.hasOwn(target, 'name') && !Object.hasOwn(target, 'type'))
    throw refusal(
      'overrides',
      'The config has `overrides`: pass the `name` and the `type` of the deployment, so that they apply.',
    )
  const applied = [target.type, target.name].flatMap(key =>
    key !== undefined && keys.includes(key) ? key : [],
  )
  return { sections: applied.reduce<Base>((all, key) => merge(all, overrides[key]), sections), applied }
}

/** The sections that are merged by their names, and how deep: the settings of a log stream are, too. */
const DEPTHS: Readonly<Record<string, number>> = { environment: 1, canonicalUrls: 1, logStreams: 2 }

function merge(below: Base, above: DeclaredSections = {}): Base {
  const known = new Map<string, unknown>(Object.entries(below))
  const merged = Object.entries(above).map(([section, value]: [string, unknown]) => {
    return [section, laidOver(known.get(section), value, DEPTHS[section] ?? 0)]
  })
  return { ...below, ...Object.fromEntries(merged) }
}

/** Lays one value over another. What has to be there as it is, or goes, has nothing to merge. */
function laidOver(below: unknown, above: unknown, depth: number): unknown {
  if (depth === 0 || !isObject(below) || !isObject(above) || isKeep(below) || isKeep(above)) return above
  const merged = Object.entries(above).map(([name, value]) => [name, laidOver(below[name], value, depth - 1)])
  return { ...below, ...Object.fromEntries(merged) }
}

function noTarget(key: string): Error {
  const meant = nearest(key, TYPES)
  const hint = meant ? ` Did you mean \`${meant}\`?` : ''
  return refusal(
    'overrides',
    `\`overrides\` has ${quoteStart(key)}, which is neither a type (${TYPES.join(', ')}) nor the name of a deployment.${hint}`,
  )
}
