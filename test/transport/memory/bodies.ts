import { weigher } from '../../../src/text/weight.js'

/** A body: how it begins, what is repeated in it, and how it ends. */
export interface Body {
  readonly begin: string
  readonly unit: string
  readonly end: string
}

/** Bodies that take much memory for what they are on the wire. */
export const BODIES: { readonly [name: string]: Body } = {
  'a text': { begin: '"', unit: 'x', end: '"' },
  'a text with one character of two units': { begin: '"中', unit: 'x', end: '"' },
  'a text of escapes': { begin: '"', unit: '\\u0000', end: '"' },
  spaces: { begin: '', unit: ' ', end: '0' },
  'empty objects': { begin: '[', unit: '{},', end: '0]' },
  'empty arrays': { begin: '[', unit: '[],', end: '0]' },
  'arrays of one': { begin: '[', unit: '[0],', end: '0]' },
  'arrays in arrays': { begin: '', unit: '[', end: '' },
  'a hundred arrays in arrays': { begin: '[', unit: `${'['.repeat(100)}${']'.repeat(100)},`, end: '0]' },
  'a hundred objects in objects': {
    begin: '[',
    unit: `${'{"a":'.repeat(100)}0${'}'.repeat(100)},`,
    end: '0]',
  },
  'objects of one name': { begin: '[', unit: '{"a":0},', end: '0]' },
  'objects of many names': { begin: '[', unit: names('{"', '":0},'), end: '0]' },
  'an object of many names': { begin: '{', unit: names('"', '":0,'), end: '"":0}' },
  'empty strings': { begin: '[', unit: '"",', end: '0]' },
  'many strings': { begin: '[', unit: names('"', '",'), end: '0]' },
  'small integers': { begin: '[', unit: '1,', end: '0]' },
  'integers of four digits': { begin: '[', unit: '1025,', end: '0]' },
  'integers of seven digits': { begin: '[', unit: '1234567,', end: '0]' },
  fractions: { begin: '[{},', unit: '1.5,', end: '0]' },
}

/** Returns the length up to which a body is light enough to be parsed, within a limit. */
export function heaviest({ unit }: Body, limit: number): number {
  const weigh = weigher(limit)
  const piece = Buffer.from(unit.repeat(Math.max(1, Math.floor(2 ** 18 / unit.length))))
  let length = 0
  while (length < limit && weigh(piece)) length += piece.length
  return length - piece.length
}

/** Returns a MiB of names that all differ. */
function names(before: string, after: string): string {
  const count = Math.floor(2 ** 20 / (before.length + 4 + after.length))
  return Array.from(
    { length: count },
    (_, index) => before + index.toString(36).padStart(4, 'k') + after,
  ).join('')
}
