import { isObject } from '../../text/member.js'
import { badRequest } from '../refusal.js'
import type { Table } from './log.js'
import { type FakeFields, FIELD } from './values.js'

/** A selection whose names and words were checked: components, in them tables, in them columns. */
export type Selection = Readonly<Record<string, unknown>>

const EVERYTHING: Selection = { _other: 'included' }

/** Returns true for a name that a table can have, or a component in its parent. */
export function isIdentifier(name: string): boolean {
  return /^(?!_+$)[A-Za-z_]\w{0,63}$/.test(name)
}

/** Returns true for a path that a component can have. The app itself has the empty one. */
export function isComponent(path: string): boolean {
  return path === '' || path.split('/').every(isIdentifier)
}

const LEVELS: readonly { readonly of: string; readonly allows: (name: string) => boolean }[] = [
  { of: 'component', allows: isComponent },
  { of: 'table', allows: isIdentifier },
  { of: 'column', allows: name => FIELD.test(name) },
]

/** Reads the selection of a request; without one, everything. Throws if a name is invalid, or `_id` is left out. */
export function readSelection(given: unknown): Selection {
  const selection = readLevel(given, 0)
  return isObject(selection) ? selection : EVERYTHING
}

function readLevel(given: unknown, depth: number): unknown {
  if (!isObject(given)) return given
  const level = LEVELS[depth]
  const members = Object.entries(given).map(([name, member]) => {
    if (name === '_other' || level?.allows(name)) return [name, readLevel(member, depth + 1)] as const
    throw invalid(`it has an invalid name of a ${level?.of}`)
  })
  const selection = Object.fromEntries(members)
  if (level?.of === 'column' && part(selection, '_id') === 'excluded') throw invalid('it leaves out _id')
  return selection
}

function invalid(reason: string) {
  return badRequest('InvalidDataSyncSelection', `The selection can't be used: ${reason}.`)
}

/** Returns true if a selection has a table. */
export function selects(selection: Selection, { component, table }: Table): boolean {
  return part(part(selection, component), table) !== 'excluded'
}

/** Returns the selected columns of a document. */
export function selectedColumns(selection: Selection, { component, table }: Table, value: FakeFields) {
  const columns = part(part(selection, component), table)
  if (columns === EVERYTHING) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => part(columns, name) !== 'excluded'))
}

/** Returns the part of a selection that applies to a member: its own, or the one for all others. */
function part(level: unknown, name: string): unknown {
  if (!isObject(level)) return level
  const own = Object.hasOwn(level, name) ? level[name] : level._other
  return own === 'included' ? EVERYTHING : own
}
