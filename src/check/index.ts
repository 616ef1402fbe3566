/**
 * Reads which variables the code of a project needs, without running it, and compares them with those of a deployment. For
 * Node, Bun and Deno.
 *
 * @module convex-deployment/check
 */

export {
  type CheckResult,
  checkDeployment,
  checkVariables,
  type MissingVariable,
  type SetVariable,
  type VariableSource,
  type WrongVariable,
} from './compare.js'
export { NeedsError } from './error.js'
export type {
  Declaration,
  Need,
  NeedPlace,
  Needs,
  Place,
  UnboundVariable,
  UnclearPlace,
  Unread,
} from './needs.js'
export { readNeeds } from './read-needs.js'
