import { refusal, type SectionName } from '../errors.js'
import { matcher, type NamePattern } from '../resources/environment/names.js'
import { readOptions } from '../transport/options.js'
import { type DesiredEnvironment, type DesiredValue, readDesired } from './environment/desired.js'
import { readExpected } from './expected.js'
import type { DesiredCanonicalUrls } from './settings/canonical-urls.js'
import type { DesiredLogStreams } from './settings/log-streams.js'
import type { Wanted } from './settings/section.js'
import { SECTIONS } from './settings/sections.js'
import type { DesiredUsageLimit } from './settings/usage-limits.js'

/**
 * The desired state of a deployment. A section that is left out is neither read nor changed, and within a section only what
 * is named is.
 */
export interface DeploymentConfig {
  /**
   * The deployment that the config is for: its name, or its type (`dev`, `preview`, `prod` or `custom`). Another one is
   * refused before anything else is read. A type takes a request, and the permission to view data.
   */
  readonly expect?: string
  /**
   * The variables that are managed: a string sets one, `null` removes it, `createOnly(value)` never replaces one, and
   * `{ keep: true }` has to be there.
   */
  readonly environment?: DesiredEnvironment
  /**
   * The names in whose scope variables are removed that exist and are not desired. At least one variable has to be desired.
   * @example 'STRIPE_*'
   */
  readonly prune?: NamePattern
  /** The URLs that the deployment's functions see as their own: `null` goes back to the default. */
  readonly canonicalUrls?: DesiredCanonicalUrls
  /** The usage limits, each by its metric, window and type: `limit: null` deletes one. */
  readonly usageLimits?: readonly DesiredUsageLimit[]
  /**
   * The log streams by kind: `null` deletes one. A setting that is left out stays. Keys such as `apiKey` are never returned
   * and cannot be compared: see `resendKeys`.
   */
  readonly logStreams?: DesiredLogStreams
  /**
   * Pauses (`true`) or resumes (`false`) the deployment. No operation tells if a deployment is paused, so a config that says
   * it is always a change: leave it out unless you mean it.
   */
  readonly paused?: boolean
}

/** The desired state, read and checked, by section. */
export interface ReadConfig {
  readonly expect: string | undefined
  readonly environment: ReadonlyMap<string, DesiredValue> | undefined
  readonly prune: readonly string[] | undefined
  readonly settings: ReadonlyMap<SectionName, ReadonlyMap<string, Wanted>>
}

const MEMBERS: Readonly<Record<keyof DeploymentConfig, true>> = {
  expect: true,
  environment: true,
  prune: true,
  canonicalUrls: true,
  usageLimits: true,
  logStreams: true,
  paused: true,
}

/** @throws {InvalidInputError} as `readConfig` does */
export function assertConfig(config: object): asserts config is DeploymentConfig {
  readConfig(config)
}

/**
 * Reads a config.
 * @throws {InvalidInputError} for an unknown section, for one that is undefined, and for values that no section can hold
 */
export function readConfig(config: DeploymentConfig | object): ReadConfig {
  if (typeof config !== 'object' || config === null) {
    throw refusal('config', '`config` must be an object such as `{ environment: { NAME: "value" } }`.')
  }
  const read: DeploymentConfig = readOptions(config, Object.keys(MEMBERS), 'a config')
  const { expect, environment, prune } = read
  for (const [name, value] of Object.entries(read)) {
    // What is undefined was meant to be something, such as an import that failed.
    if (value === undefined)
      throw refusal(name, `\`${name}\` is undefined: leave it out, or give it a value.`)
  }
  const settings = SECTIONS.filter(({ name }) => read[name] !== undefined)
  if (environment === undefined && prune === undefined && settings.length === 0) {
    throw refusal('config', '`config` declares nothing: it needs a section such as `environment`.')
  }
  return {
    expect: readExpected(expect),
    environment: environment && readDesired(environment),
    prune: prune === undefined ? undefined : readPrune(prune),
    settings: new Map(settings.map(section => [section.name, section.readWanted(read[section.name])])),
  }
}

/** Reads the scope of pruning: an empty one would prune nothing, which nobody means who writes it. */
function readPrune(given: NamePattern): readonly string[] {
  const globs = [given].flat()
  matcher('prune', globs)
  if (globs.length > 0) return globs
  throw refusal('prune', '`prune` must name a scope, such as "STRIPE_*".')
}
