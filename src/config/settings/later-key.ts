import { once } from '../../text/once.js'
import { resolveAll } from '../resolve-all.js'
import { type Change, pathOf, type Section, type Settings } from './section.js'

/** A key of a log stream that is resolved only if it is sent, and then once. */
export class LaterKey {
  /** Says where the key comes from, such as `{ env: 'AXIOM_KEY' }`: what a config is told apart by. */
  readonly from: object
  /** Returns the key. */
  readonly resolve: () => Promise<string>

  constructor(from: object, resolve: () => Promise<string>) {
    this.from = from
    this.resolve = once(resolve)
  }
}

/** A change of a section. */
export interface SectionChange {
  readonly section: Section
  readonly change: Change
}

/**
 * Returns changes with the keys that they send resolved, and no others.
 * @throws {InvalidInputError} with the paths of all that cannot be resolved
 */
export async function withKeys<Entry extends SectionChange>(entries: readonly Entry[]): Promise<Entry[]> {
  const wanted = entries.flatMap(({ section, change: { name, wanted, keys } }) =>
    keys.flatMap(key => {
      const later = wanted?.[key]
      if (!(later instanceof LaterKey)) return []
      return { later, path: `${pathOf(section.name, name)}.${key}`, resolve: later.resolve }
    }),
  )
  const resolved = await resolveAll(wanted)
  const texts = new Map(wanted.map(({ later }, index) => [later, resolved[index]]))
  const known = (value: unknown) => (value instanceof LaterKey ? (texts.get(value) ?? value) : value)
  return entries.map(entry => {
    const { change } = entry
    return { ...entry, change: { ...change, wanted: change.wanted && mapped(change.wanted, known) } }
  })
}

function mapped(settings: Settings, map: (value: unknown) => unknown): Settings {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, map(value)]))
}
