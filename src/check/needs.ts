import type { Unread } from './files.js'
import type { Place } from './place.js'

export type { Place, Unread }

/** The needs of a project's code of a deployment's variables. It holds no value. */
export interface Needs {
  /** The functions folder, from the project's folder. */
  readonly folder: string
  /** Every variable that the code declares or reads, by name. */
  readonly variables: readonly Need[]
  /** The places where code may read a variable whose name can't be known without running it. */
  readonly unclear: readonly UnclearPlace[]
  /** The files, or parts of them, that could not be read. Nothing was assumed instead. */
  readonly unread: readonly Unread[]
  /** The variables that components require and `app.use` does not pass. */
  readonly unbound: readonly UnboundVariable[]
}

/** A variable that the code declares or reads. */
export interface Need {
  readonly name: string
  /** The declaration in `convex.config.ts`, which decides alone whether the variable is required. */
  readonly declared?: Declaration
  readonly places: readonly NeedPlace[]
}

/** The declaration of a variable, by its validator. */
export interface Declaration {
  readonly optional: boolean
  /** The values that fit. Without it any text fits. */
  readonly values?: readonly string[]
}

/** A place where a variable is declared or read. */
export interface NeedPlace extends Place {
  /**
   * `declared` in `convex.config.ts`, `auth` if `auth.config.ts` reads it, where a push demands it, `required` if the code goes
   * on with the value as it is, `fallback` if the code is prepared for a missing one.
   */
  readonly kind: 'declared' | 'auth' | 'required' | 'fallback'
  /** The variables that the code takes first: with any of them this place needs nothing. */
  readonly unless?: readonly string[]
}

/** A place where code may read any variable. */
export interface UnclearPlace extends Place {
  readonly reason: string
}

/** A variable that a component requires and is not given. */
export interface UnboundVariable extends Place {
  readonly name: string
  /** The name of the component. */
  readonly component: string
}
