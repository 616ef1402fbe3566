import type { DeploymentConfig } from '../config.js'
import type { DeclaredDeployment } from './types.js'

/**
 * Returns a config as it is: an editor then completes its sections, and checks them. One with references is for
 * `resolveConfig`, and one without for `planDeployment`.
 * @example
 * export default defineDeployment({ expect: 'prod', environment: { LOG_LEVEL: 'info' } })
 */
export function defineDeployment(config: DeploymentConfig): DeploymentConfig
export function defineDeployment(config: DeclaredDeployment): DeclaredDeployment
export function defineDeployment<Config>(config: Config): Config {
  return config
}
