import { normal } from '../../resources/settings.js'
import { type Allowances, oddities, type SectionProblem } from '../environment/problems.js'
import type { PlanKey } from '../plan-key.js'
import {
  type Change,
  type Found,
  pathOf,
  type Section,
  type Settings,
  sentSettings,
  textOfState,
  type Wanted,
} from './section.js'

/** One change of a section of settings, as it may be shown. */
export interface PlannedSetting {
  /** `set` where the deployment does not tell if it is so already. */
  readonly action: Change['action']
  /** The destination of a URL, the kind of a stream, `paused`, or a limit such as `databaseIoGb/day/warning`. */
  readonly name: string
  /** The settings as they are: of those that the config names, or of all where the member goes. No secret. */
  readonly before?: Settings
  /** The settings as they will be. No secret. Of an address of a log stream, the host. */
  readonly after?: Settings
  /** The settings that differ and are not shown in full, or that are sent and cannot be compared. */
  readonly hidden?: readonly HiddenSetting[]
  /** A fingerprint of the member as it is. */
  readonly fingerprintBefore?: string
  /** The names of the keys that are sent. */
  readonly keys?: readonly string[]
  /** Set for a log stream that has failed, and is written again to restart it. */
  readonly failed?: true
  /** Set for a change that counts as a removal, as a deletion does: see `maxRemovals`. */
  readonly weakens?: true
}

/** A setting that is not shown in full, by its fingerprints. */
export interface HiddenSetting {
  readonly name: string
  readonly fingerprintBefore?: string
  readonly fingerprintAfter?: string
}

/** The section of a plan for settings other than variables. */
export interface SettingsSection {
  readonly changes: readonly PlannedSetting[]
  /** The names of members that are as desired, as far as they can be compared. */
  readonly unchanged: readonly string[]
  /** The names of members that have to be there, and are. */
  readonly kept: readonly string[]
  /** The names of members that exist and that the plan does not manage. */
  readonly unmanaged: readonly string[]
  /** The settings that were not compared, as the deployment does not return them, by member. */
  readonly uncompared: readonly { readonly name: string; readonly settings: readonly string[] }[]
  /** The reasons why the plan cannot be applied. */
  readonly problems: readonly SectionProblem[]
}

/** A section, with the secrets of its changes. */
export interface ComputedSettings extends Omit<SettingsSection, 'changes'> {
  readonly section: Section
  readonly changes: readonly Change[]
}

/** Returns a section in which nothing is to be done. */
export function emptySettings(section: Section, problems: readonly SectionProblem[]): ComputedSettings {
  return { section, changes: [], unchanged: [], kept: [], unmanaged: [], uncompared: [], problems }
}

/**
 * Computes the way from the members that exist to the desired ones. Pure: reads and writes nothing.
 * @param sendsKeys returns true for a member whose keys are to be sent again
 */
export function computeSettings(
  section: Section,
  found: ReadonlyMap<string, Found>,
  wanted: ReadonlyMap<string, Wanted>,
  sendsKeys: (name: string) => boolean,
  allowances: Allowances = {},
): ComputedSettings {
  const changes: Change[] = []
  const unchanged: string[] = []
  const kept: string[] = []
  const uncompared: { name: string; settings: readonly string[] }[] = []
  const problems: SectionProblem[] = []
  for (const [name, desired] of wanted) {
    const there = found.get(name)
    if (desired === 'keep') {
      if (there && there.origin !== 'default') kept.push(name)
      else problems.push({ kind: 'missing', name, message: 'has to be there (`keep`), and is not' })
      continue
    }
    const change = changeTo(section, name, there, desired, sendsKeys(name))
    if (change) changes.push(change)
    else if (there) unchanged.push(name)
    const missed = uncomparedOf(section, name, there, desired).filter(key => !change?.keys.includes(key))
    if (missed.length > 0) uncompared.push({ name, settings: missed })
    if (change) problems.push(...sentProblems(section, change, allowances))
  }
  const unmanaged = [...found].flatMap(([name, { origin }]) => (wanted.has(name) || origin ? [] : name))
  return { section, changes, unchanged, kept, unmanaged, uncompared, problems }
}

function changeTo(
  section: Section,
  name: string,
  found: Found | undefined,
  wanted: Settings | null,
  sendsKeys: boolean,
): Change | undefined {
  const isNew = found === undefined || found.origin === 'default'
  if (wanted === null) {
    if (isNew) return undefined
    return { action: found.origin === 'unknown' ? 'set' : 'delete', name, found, wanted, keys: [] }
  }
  const keys = !found || found.failed || sendsKeys ? wantedKeys(section, name, wanted) : []
  const isSame = found?.settings && section.isSame(comparable(section, name, wanted), found.settings)
  if (isSame && !found.failed && keys.length === 0) return undefined
  const action = isNew ? 'create' : found.settings ? 'update' : 'set'
  return { action, name, found, wanted, keys }
}

/** Returns the settings that a deployment returns. */
function comparable(section: Section, name: string, settings: Settings): Settings {
  const keys = section.keysOf(name)
  return Object.fromEntries(Object.entries(settings).filter(([setting]) => !keys.includes(setting)))
}

function uncomparedOf(
  section: Section,
  name: string,
  found: Found | undefined,
  wanted: Settings | null,
): readonly string[] {
  if (found === undefined) return []
  if (wanted === null) return found.origin === 'unknown' ? Object.keys(found.settings ?? {}) : []
  if (found.settings === undefined) return Object.keys(wanted)
  return wantedKeys(section, name, wanted)
}

/** Returns the names of the settings that are wanted and that no deployment returns. */
function wantedKeys(section: Section, name: string, wanted: Settings): readonly string[] {
  return section.keysOf(name).filter(key => wanted[key] !== undefined)
}

/** Returns the problems of what is sent: an empty text, a mask or a reference that nobody resolved is no setting. */
function sentProblems(section: Section, change: Change, allowances: Allowances): SectionProblem[] {
  return Object.entries(sentSettings(section, change)).flatMap(([setting, value]) =>
    typeof value !== 'string'
      ? []
      : oddities(change.name, value, allowances).map(odd => ({
          ...odd,
          message: `${setting} ${odd.message}`,
        })),
  )
}

/** Returns the number of changes that count as removals: see `maxRemovals`. */
export function countRemovals({ section, changes }: ComputedSettings): number {
  return changes.filter(change => isRemoval(section, change)).length
}

/** Returns true for a change that takes something away, or weakens what protects the deployment. */
function isRemoval(section: Section, { action, wanted, found }: Change): boolean {
  if (action === 'delete') return true
  return wanted !== null && found !== undefined && section.isWeaker(found.settings ?? {}, wanted)
}

/** Returns a fingerprint of a member as it is, by which an apply sees if it moved. */
export function fingerprintFound(
  section: Section,
  { name, found }: Change,
  key: PlanKey,
): Promise<string | undefined> {
  const { settings, failed } = found ?? {}
  return key.fingerprint(pathOf(section.name, name), found && `${failed} ${textOfState(settings)}`)
}

/** Returns what was computed as it may be shown. `JSON.stringify` leaves out what is undefined. */
export async function showSettings(
  { section, changes, ...rest }: ComputedSettings,
  key: PlanKey,
): Promise<object> {
  return { changes: await Promise.all(changes.map(change => showChange(section, change, key))), ...rest }
}

/** Returns the fingerprint of one setting of a member, if it is there. */
export async function fingerprintSetting(
  section: Section,
  name: string,
  setting: string,
  value: unknown,
  key: PlanKey,
): Promise<string | undefined> {
  if (value === undefined) return undefined
  return key.fingerprint(pathOf(section.name, `${name}.${setting}`), normal(value))
}

async function showChange(section: Section, change: Change, key: PlanKey): Promise<object> {
  const { action, name, found, wanted, keys } = change
  const before =
    found?.settings && (wanted ? named(found.settings, comparable(section, name, wanted)) : found.settings)
  const after = wanted ? comparable(section, name, wanted) : undefined
  const shown = (settings: Settings | undefined) => settings && section.show(name, settings)
  const print = (setting: string, value: unknown) => fingerprintSetting(section, name, setting, value, key)
  const differing = Object.entries(after ?? {}).filter(([setting, value]) => {
    const isShown = normal(section.show(name, { [setting]: value })[setting]) === normal(value)
    return !isShown && normal(before?.[setting]) !== normal(value)
  })
  const hidden = await Promise.all(
    [...differing.map(([setting]) => setting), ...keys].map(async setting => ({
      name: setting,
      fingerprintBefore: await print(setting, before?.[setting]),
      fingerprintAfter: await print(setting, wanted?.[setting]),
    })),
  )
  return {
    action,
    name,
    before: shown(before),
    after: shown(after),
    hidden: hidden.length > 0 ? hidden : undefined,
    fingerprintBefore: await fingerprintFound(section, change, key),
    keys: keys.length > 0 ? keys : undefined,
    failed: found?.failed,
    weakens: isRemoval(section, change) && action !== 'delete' ? true : undefined,
  }
}

/** Returns those of the settings whose names are wanted. */
function named(settings: Settings, wanted: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(wanted, name)))
}
