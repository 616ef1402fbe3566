/**
 * Reads and writes .env files exactly. It has no dependencies.
 *
 * @module convex-deployment/dotenv
 */
export { type EnvEntry, type EnvProblem, type EnvRemark, type ParsedEnv, parseEnv } from './parse.js'
export {
  type EnvTarget,
  type RefusedVariable,
  type StringifiedEnv,
  type StringifyOptions,
  stringifyEnv,
} from './stringify.js'
