import fc from 'fast-check'

/** How many strings are tried of each kind; `npm run prove input` tries many more. */
export const numRuns = Number(process.env.PROPERTY_RUNS ?? 100)

/** Any string, lone surrogates and control characters included. */
export const anyString = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
    .map(units => String.fromCharCode(...units)),
)

/** Strings put together of pieces, some of them odd characters. */
export function assembledOf(...pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, anyString)
  return fc.array(piece, { maxLength: 8 }).map(parts => parts.join(''))
}
