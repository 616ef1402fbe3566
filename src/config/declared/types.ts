import type { NamePattern } from '../../resources/environment/names.js'
import type { CreateLogStream } from '../../resources/log-streams.js'
import type { DesiredValue } from '../environment/desired.js'
import type { Keep } from '../keep.js'
import type { DesiredCanonicalUrls } from '../settings/canonical-urls.js'
import type { KeyOf, PlainSettings } from '../settings/log-streams.js'
import type { DesiredUsageLimit } from '../settings/usage-limits.js'

/** A source of values: a file, or a program that prints them, as `.env` or as a JSON object of strings. */
export type DeclaredSource =
  | {
      /** The path of a `.env` or JSON file, within the folder of the config. */
      readonly file: string
    }
  | {
      /** The program and its arguments. It runs without a shell, and only if the caller allows it. */
      readonly exec: readonly string[]
      /** The names of the environment variables that the program gets, beside `PATH`, `HOME` and `LANG`. */
      readonly env?: readonly string[]
    }

/** A place of a value: an environment variable of the caller, a file, or a name in a source. */
export type Reference =
  | { readonly env: string }
  | { readonly file: string }
  | {
      /** The name of a source. */
      readonly from: string
      /** @default the name of the variable that has the reference */
      readonly name?: string
    }

/**
 * The value of a variable, or its place. A text that only looks like a reference is refused by a plan, unless it is in
 * `{ value }`. `{ random }` is a number of bytes, and `{ keyPair }` the private key, whose public half goes to the variable
 * `jwks`: both are made when a plan is applied, once, and never replaced.
 */
export type DeclaredValue =
  | DesiredValue
  | Reference
  | { readonly value: string }
  | { readonly random: number }
  | { readonly keyPair: 'RS256'; readonly jwks: string }

/** The settings of a log stream, with references in the place of secrets. */
export type DeclaredLogStream<Kind> = {
  readonly [Name in keyof PlainSettings<Kind>]:
    | PlainSettings<Kind>[Name]
    | (Name extends KeyOf<Kind> | 'url' ? Reference : never)
}

/** The log streams by kind. */
export type DeclaredLogStreams = {
  readonly [Kind in CreateLogStream['logStreamType']]?: DeclaredLogStream<Kind> | null | Keep
}

/** The part of a deployment that may differ from one to another. */
export interface DeclaredSections {
  /** The names of sources whose variables are all set. `environment` goes over them. */
  readonly environmentFrom?: readonly string[]
  /** The variables: the value of each, or its place. */
  readonly environment?: { readonly [name: string]: DeclaredValue }
  /** The names in whose scope variables are removed that exist and are not declared. */
  readonly prune?: NamePattern
  /** The URLs that the deployment's functions see as their own: `null` goes back to the default. */
  readonly canonicalUrls?: DesiredCanonicalUrls
  /** The usage limits, each by its metric, window and type: `limit: null` deletes one. */
  readonly usageLimits?: readonly DesiredUsageLimit[]
  /** The log streams by kind: `null` deletes one. */
  readonly logStreams?: DeclaredLogStreams
  /** Pauses (`true`) or resumes (`false`) the deployment. */
  readonly paused?: boolean
}

/** A deployment as a file declares it: a config whose secrets are where they live. See `resolveConfig`. */
export interface DeclaredDeployment extends DeclaredSections {
  /** The version of the format. A file has to say it. */
  readonly version?: 1
  /** The name or the type of the deployment that this is for. */
  readonly expect?: string
  /** The sources of values by name. */
  readonly sources?: { readonly [name: string]: DeclaredSource }
  /**
   * The differences of deployments of a type, or of a name, which goes over a type. Sections are merged by the names in
   * them, and the settings of a log stream by theirs. Lists are replaced.
   */
  readonly overrides?: { readonly [nameOrType: string]: DeclaredSections }
}
