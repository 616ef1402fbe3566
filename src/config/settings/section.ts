import type { DeploymentClient } from '../../client.js'
import type { ApplyStep, SectionName } from '../../errors.js'
import { type ApiError, refusal } from '../../errors.js'
import { normal } from '../../resources/settings.js'
import type { Schema } from '../../schema/schema.js'
import { describeMismatch, findMismatch } from '../../schema/validate.js'
import { sortedJson } from '../../text/json.js'
import { isObject } from '../../text/member.js'
import { type CallOptions, readOptions } from '../../transport/options.js'

/** A section whose members are settings. */
export type SettingsName = Exclude<SectionName, 'environment'>

/** The settings of a member: plain JSON by name. */
export type Settings = Readonly<Record<string, unknown>>

/** The desired state of a member: its settings, absent (`null`), or there as it is. */
export type Wanted = Settings | null | 'keep'

/** A member as the deployment has it. */
export interface Found {
  readonly id?: string
  /** Absent where the deployment does not return them. */
  readonly settings?: Settings
  /** Says that nobody set it (`default`), or that this cannot be known. */
  readonly origin?: 'default' | 'unknown'
  /** Set for a member that has stopped working, and has to be written again. */
  readonly failed?: true
}

/** A change to a member, with its secrets. */
export interface Change {
  readonly action: ApplyStep['action']
  readonly name: string
  readonly found: Found | undefined
  /** The settings that are sent, or `null` to remove the member. */
  readonly wanted: Settings | null
  /** The names of those settings that no deployment returns. */
  readonly keys: readonly string[]
}

/** The result of a write: `unchanged` if there was nothing left to do, and the id of what was written, if it has one. */
export interface Written {
  readonly status?: 'unchanged'
  readonly id?: string
}

/** The rules of one section. */
export interface Section {
  readonly name: SettingsName
  /**
   * Reads what a config wants of each member.
   * @throws {InvalidInputError} for what the deployment would refuse, by section and member
   */
  readWanted(given: unknown): ReadonlyMap<string, Wanted>
  /** Reads the members that exist. */
  read(client: DeploymentClient, options: CallOptions): Promise<ReadonlyMap<string, Found>>
  /** Returns the names of the settings that no deployment returns. */
  keysOf(name: string): readonly string[]
  /** Returns true if settings are as wanted, once the deployment has written them in its own way. */
  isSame(wanted: Settings, found: Settings): boolean
  /** Returns the part of settings that may be shown: a secret is left out or shortened. */
  show(name: string, settings: Settings): Settings
  /** Returns true for a change of settings that takes a protection away. */
  isWeaker(before: Settings, after: Settings): boolean
  write(client: DeploymentClient, change: Change, options: CallOptions): Promise<Written>
  /** Waits until what was written works. */
  settle?(client: DeploymentClient, id: string, options: CallOptions): Promise<unknown>
  /** Returns what is left to do by hand after a change. */
  noteOn?(change: Change): string | undefined
}

/** Waits for a write, for which nothing was left to do if an error of a kind has a code. */
export async function unlessDone(
  write: Promise<void>,
  kind: typeof ApiError,
  code: string,
): Promise<Written> {
  try {
    await write
    return {}
  } catch (error) {
    if (error instanceof kind && error.code === code) return { status: 'unchanged' }
    throw error
  }
}

/** Returns the path of a member as a config has it, such as `logStreams.webhook`. A variable is its name. */
export function pathOf(section: SectionName, name: string): string {
  if (section === 'environment' || section === name) return name
  return `${section}.${name}`
}

/** Returns the text of a desired or found state: equal for states that a deployment does not tell apart. */
export function textOfState(state: Wanted | undefined): string {
  if (typeof state !== 'object' || state === null) return `${state}`
  return sortedJson(Object.fromEntries(Object.entries(state).map(([name, value]) => [name, normal(value)])))
}

/** Returns the settings that are sent: a key that is not needed is left out. */
export function sentSettings(section: Section, { name, wanted, keys }: Change): Settings {
  const all = section.keysOf(name)
  return Object.fromEntries(
    Object.entries(wanted ?? {}).filter(([setting]) => !all.includes(setting) || keys.includes(setting)),
  )
}

/**
 * Returns the members of an object that a config holds.
 * @throws {InvalidInputError} for anything else, and for a member that is unknown, with the nearest name
 */
export function readMembers(given: unknown, known: readonly string[], path: string): Settings {
  if (isObject(given)) return readOptions(given, known, `\`${path}\``)
  throw refusal(path, `\`${path}\` must be an object.`)
}

/**
 * Checks a value against its schema before anything is sent.
 * @throws {InvalidInputError} with the path of what does not fit, never with the value
 */
export function assertFits<Body>(schema: Schema, value: unknown, path: string): asserts value is Body {
  const mismatch = findMismatch(schema, value, 'sent')
  if (mismatch === undefined) return
  const at = `${path}${mismatch.member}`
  throw refusal(
    at,
    `\`${at}\`${describeMismatch({ ...mismatch, owner: undefined, member: '' }).slice('The body'.length)}`,
  )
}
