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

function merge(below: Base, above: DeclaredSections = {}): Base {
  const { environment, canonicalUrls, logStreams } = below
  return {
    ...below,
    ...above,
    ...(environment && above.environment && { environment: { ...environment, ...above.environment } }),
    ...(canonicalUrls &&
      above.canonicalUrls && { canonicalUrls: { ...canonicalUrls, ...above.canonicalUrls } }),
    ...(logStreams && above.logStreams && { logStreams: mergeStreams(logStreams, above.logStreams) }),
  }
}

/** Merges the settings of each stream. One that goes, or that has to be there as it is, has none. */
function mergeStreams<Streams extends object>(below: Streams, above: Streams): Streams {
  const known = new Map<string, unknown>(Object.entries(below))
  const merged = Object.entries(above).map(([kind, settings]: [string, unknown]) => {
    const under = known.get(kind)
    const both = [under, settings].every(one => isObject(one) && !isKeep(one))
    return [kind, both ? { ...Object(under), ...Object(settings) } : settings]
  })
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
