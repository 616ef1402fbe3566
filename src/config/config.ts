import { refusal } from '../errors.js'
import { readOptions } from '../transport/options.js'
import { type DesiredEnvironment, type DesiredValue, readDesired } from './environment/desired.js'

/** The desired state of a deployment. A section that is left out is not touched. */
export interface DeploymentConfig {
  /** The variables that are managed: a string sets one, `null` removes it, `createOnly(value)` never replaces one. */
  readonly environment: DesiredEnvironment
}

/** The desired state, read and checked, by section. */
interface ReadConfig {
  readonly environment: ReadonlyMap<string, DesiredValue>
}

const SECTIONS: Readonly<Record<keyof DeploymentConfig, true>> = { environment: true }

/**
 * Reads a config.
 * @throws {InvalidInputError} for an unknown section, and for values that no section can hold
 */
export function readConfig(config: DeploymentConfig): ReadConfig {
  if (typeof config !== 'object' || config === null) {
    throw refusal('config', '`config` must be an object such as `{ environment: { NAME: "value" } }`.')
  }
  const { environment } = readOptions(config, Object.keys(SECTIONS), 'a config')
  return { environment: readDesired(environment) }
}
