import type { NamePattern } from '../../resources/environment/names.js'
import type { ValueSchemas } from './value-schemas.js'

/** The rules by which desired values become a plan. */
export interface PlanOptions {
  /**
   * The number of removals that may be made: variables that go, by `null` or by pruning; log streams and usage limits that
   * are deleted; canonical URLs that are reset; usage limits that become higher or are no longer enabled; and resuming the
   * deployment.
   * @default 5
   */
  readonly maxRemovals?: number | undefined
  /** Variables that must stay as they are: pruning spares them, and changing them is a problem. */
  readonly protect?: NamePattern | undefined
  /**
   * Accepts empty values, which mostly come from a pipe that failed.
   * @default false
   */
  readonly allowEmpty?: boolean | undefined
  /**
   * Accepts values that look like a reference that nobody resolved (`op://…`), a mask (`******`) or a placeholder.
   * @default false
   */
  readonly allowPlaceholders?: boolean | undefined
  /**
   * Includes the names that Convex's own tools write to `.env` files, such as `CONVEX_DEPLOY_KEY`, and values that read
   * as a deploy key.
   * @default false
   */
  readonly allowManaged?: boolean | undefined
  /**
   * Variables whose desired values the deployment had before, as a backup keeps them: they are accepted however they look, also
   * empty, like a placeholder or like a deploy key.
   */
  readonly restored?: NamePattern | undefined
  /** A Standard Schema (zod, valibot, arktype, …) for each value that must fit one. */
  readonly schema?: ValueSchemas | undefined
  /**
   * The most that the deployment holds, if its host changed that.
   * @default { variables: 512, bytes: 524_288 }
   */
  readonly limits?: Partial<Fullness> | undefined
}

/** The number of variables, and the bytes of their names and values: of a deployment, or at most. */
export interface Fullness {
  readonly variables: number
  readonly bytes: number
}
