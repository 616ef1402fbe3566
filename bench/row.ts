/** A budget: the measured value, the value to compare it with, and the limit. */
export interface Row {
  readonly what: string
  readonly ours: string
  readonly reference: string
  readonly limit: string
  readonly kept: boolean
}

/** Returns the row of a ratio that must not exceed its limit. */
export function ratioRow(
  what: string,
  { ours, reference, ratio, limit }: { ours: string; reference: string; ratio: number; limit: number },
): Row {
  return {
    what,
    ours,
    reference: `${reference} (${times(ratio)})`,
    limit: times(limit),
    kept: ratio <= limit,
  }
}

/** Returns the row of a size that must not exceed its limit, in kilobytes. */
export function sizeRow(what: string, bytes: number, reference: string, limit: number): Row {
  return { what, ours: kilobytes(bytes), reference, limit: kilobytes(limit), kept: bytes <= limit }
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`
}

export function milliseconds(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 3 : 0)} ms`
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`
}
