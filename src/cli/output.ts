import type { components } from '../../generated/command.js'

/** The shapes of `openapi/command.yaml`. */
export type Shapes = components['schemas']

/** The commands, by their words. `audit-log --follow` is no command of its own: each line of it is an event. */
export type CommandName = Exclude<keyof Shapes['Results'], 'audit-log --follow'>

/** The output of a command with `--json`, but for `next`, which every output has, and for what comes one by one. */
export type DataOf<Name extends CommandName> = Omit<
  NonNullable<Shapes['Results'][Name]>,
  'next' | (Name extends 'audit-log' ? 'events' : never)
>

/** The output of a command on one deployment, but for that deployment. */
export type SettingData<Name extends CommandName> = Omit<
  Extract<Shapes['Results'][Name], { readonly deployment: Shapes['Deployment'] }>,
  'deployment' | 'next'
>

/** The output of a command that read several deployments, but for `next`. */
export type OfSeveral = Omit<Shapes['Reads'], 'next'>

/** The members of an error beside those that every error has. */
export type ErrorDetails = Omit<Shapes['Error'], 'exitCode' | 'message' | 'written'>

/** The data of a failure beside its error: what is known of the result. */
export type Partly = Omit<Shapes['Failure'], 'error' | 'next'>
