const MILLISECONDS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Reads a duration such as `24h`, in one of some units. Returns its milliseconds, or `undefined` if it is none. */
export function durationOf(text: string, units: readonly (keyof typeof MILLISECONDS)[]): number | undefined {
  const unit = units.find(one => text.endsWith(one))
  const count = text.slice(0, -1)
  return unit && /^\d{1,9}$/.test(count) ? Number(count) * MILLISECONDS[unit] : undefined
}
