/**
 * Reads and writes deployment files, and what they refer to: for Node.
 *
 * @module convex-deployment/config/node
 */

export { type ImportOptions, importDeployment } from '../declared/import.js'
export { ConfigError, type ConfigProblem } from './config-error.js'
export { type ConfigText, readConfig } from './read.js'
export { createResolver, type Resolver, type ResolverOptions } from './resolver.js'
export { stringifyConfig } from './stringify.js'
