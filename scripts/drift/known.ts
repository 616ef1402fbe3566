import { readFile } from 'node:fs/promises'
import { isObject } from '../generation/documents.js'
import { type Difference, sorted } from './differences.js'
import { DocumentError } from './errors.js'

/** Differences that are meant to be: each place with what differs there, and why. */
export interface KnownDifference {
  readonly where: readonly string[]
  readonly what: string
  readonly reason: string
}

/** Reads a list of `{ where, what, reason }`; a `where` is one place or a list of them. */
export async function readKnown(path: string): Promise<KnownDifference[]> {
  const list: unknown = await readJson(path)
  if (!Array.isArray(list)) throw new DocumentError(`${path} must be a list of { where, what, reason }.`)
  return list.map((entry: unknown, index) => {
    const { where, what, reason } = isObject(entry) ? entry : {}
    const places = [where].flat().filter(isText)
    if (places.length > 0 && isText(what) && isText(reason)) return { where: places, what, reason }
    throw new DocumentError(`${path}: entry ${index + 1} must have a where, a what and a reason.`)
  })
}

/** Turns the known differences into notes, and reports the entries that no longer match one. */
export function applyKnown(
  differences: readonly Difference[],
  known: readonly KnownDifference[],
): readonly Difference[] {
  const entries = new Map(
    known.flatMap(({ where, what, reason }) =>
      where.map(place => [keyOf(place, what), { where: place, what, reason }]),
    ),
  )
  const met = new Set<string>()
  const sifted = differences.map((difference): Difference => {
    const key = keyOf(difference.where, difference.what)
    const entry = entries.get(key)
    if (!entry) return difference
    met.add(key)
    return { ...difference, severity: 'note', reason: entry.reason }
  })
  const stale = [...entries]
    .filter(([key]) => !met.has(key))
    .map(([, { where, what }]) => staleEntry(where, what))
  return sorted([...sifted, ...stale])
}

function staleEntry(where: string, what: string): Difference {
  return { kind: 'known-stale', severity: 'note', where, what: `listed as known, but gone: ${what}` }
}

function keyOf(where: string, what: string): string {
  return `${where}\n${what}`
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new DocumentError(`${path} can't be read: ${error instanceof Error ? error.message : error}`)
  }
}
