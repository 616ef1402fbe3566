import type { SectionName } from '../../errors.js'
import type { Allowances } from '../environment/problems.js'
import { refusalProblems, type State } from '../reading.js'
import { type ComputedSettings, computeSettings, emptySettings } from './compute.js'
import { LaterKey, withKeys } from './later-key.js'
import type { Wanted } from './section.js'
import { SECTIONS } from './sections.js'

type AllWanted = ReadonlyMap<SectionName, ReadonlyMap<string, Wanted>>

/**
 * Computes the way from the members that exist to the desired ones, of all sections. Resolves the keys that are to be sent.
 * @throws {InvalidInputError} with the paths of all keys that cannot be resolved
 */
export async function computeSections(
  wanted: AllWanted,
  { settings, refused }: State,
  sendsKeys: (name: string) => boolean,
  allowances: Allowances,
): Promise<ComputedSettings[]> {
  const compute = (all: AllWanted) =>
    SECTIONS.map(section => {
      const [there, desired] = [settings.get(section.name), all.get(section.name)]
      return there && desired
        ? computeSettings(section, there, desired, sendsKeys, allowances)
        : emptySettings(section, refusalProblems(refused.get(section.name)))
    })
  const drafts = compute(wanted)
  const changes = drafts.flatMap(({ section, changes }) => changes.map(change => ({ section, change })))
  const sent = changes.filter(({ change: { keys, wanted } }) =>
    keys.some(key => wanted?.[key] instanceof LaterKey),
  )
  if (sent.length === 0) return drafts
  const known = new Map([...wanted].map(([name, members]) => [name, new Map(members)]))
  for (const { section, change } of await withKeys(sent))
    known.get(section.name)?.set(change.name, change.wanted)
  return compute(known)
}
