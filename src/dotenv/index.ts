/** Reading and writing .env files, exactly: `convex-deployment/dotenv`. It depends on nothing. */
export { type EnvEntry, type EnvProblem, type ParsedEnv, parseEnv } from './parse.js'
export {
  type EnvTarget,
  type RefusedVariable,
  type StringifiedEnv,
  type StringifyOptions,
  stringifyEnv,
} from './stringify.js'
