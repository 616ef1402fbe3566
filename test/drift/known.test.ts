import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Difference } from '../../scripts/drift/differences.js'
import { applyKnown, readKnown } from '../../scripts/drift/known.js'

const breaking: Difference = {
  kind: 'field-optional',
  severity: 'breaking',
  where: 'GET /x response a',
  what: 'theirs has it optional, ours requires it',
}
const addition: Difference = {
  kind: 'operation-added',
  severity: 'addition',
  where: 'GET /new',
  what: 'ours does not have it',
}
const { where, what } = breaking

describe('applyKnown', () => {
  test('turns a known difference into a note that gives the reason, and sorts anew', () => {
    expect(applyKnown([breaking, addition], [{ where: [where], what, reason: 'always sent' }])).toEqual([
      addition,
      { ...breaking, severity: 'note', reason: 'always sent' },
    ])
  })

  test.each([
    ['another place', { where: ['GET /x response b'], what }],
    ['another difference in the same place', { where: [where], what: 'theirs is integer, ours string' }],
  ])('does not excuse %s, and reports the entry as stale', (_, entry) => {
    expect(applyKnown([breaking], [{ ...entry, reason: 'why' }])).toEqual([
      breaking,
      {
        kind: 'known-stale',
        severity: 'note',
        where: entry.where[0],
        what: `listed as known, but gone: ${entry.what}`,
      },
    ])
  })

  test('judges each place of an entry by itself', () => {
    const found = applyKnown([breaking], [{ where: [where, 'GET /y'], what, reason: 'why' }])
    expect(found.map(one => [one.where, one.kind])).toEqual([
      [where, 'field-optional'],
      ['GET /y', 'known-stale'],
    ])
  })
})

describe('readKnown', () => {
  const entry = { where: 'GET /x', what: 'w', reason: 'r' }

  async function reading(text: string): Promise<unknown> {
    const directory = await mkdtemp(join(tmpdir(), 'drift-known-'))
    try {
      await writeFile(join(directory, 'known.json'), text)
      return await readKnown(join(directory, 'known.json'))
    } finally {
      await rm(directory, { recursive: true })
    }
  }

  test('takes one place or a list of them', async () => {
    expect(await reading(JSON.stringify([entry, { ...entry, where: ['a', 'b'] }]))).toEqual([
      { ...entry, where: ['GET /x'] },
      { ...entry, where: ['a', 'b'] },
    ])
  })

  test.each([
    ['no list', '{}', 'must be a list of { where, what, reason }'],
    [
      'an entry without a reason',
      JSON.stringify([entry, { ...entry, reason: '' }]),
      'entry 2 must have a where',
    ],
    ['an entry without a place', JSON.stringify([{ ...entry, where: [] }]), 'entry 1 must have a where'],
    ['no JSON', 'where: x', "can't be read"],
  ])('refuses %s', async (_, text, message) => {
    await expect(reading(text)).rejects.toThrow(message)
  })

  test('says which file is missing', async () => {
    await expect(readKnown('missing.json')).rejects.toThrow(/^missing\.json can't be read/)
  })
})
