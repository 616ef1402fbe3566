const MILLISECONDS: { readonly [unit: string]: number | undefined } = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/**
 * Reads a duration such as `24h`. Returns its milliseconds, or `undefined` if it is none.
 * @param units the letters of the units that may be used: `m` could be taken for months where something is deleted
 */
export function durationOf(text: string, units: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)([a-z])$/.exec(text) ?? []
  const each = units.includes(unit) ? MILLISECONDS[unit] : undefined
  return each && Number(count) * each
}
