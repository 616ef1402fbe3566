/** One budget: what is measured, what it comes to beside what, and the limit. */
export interface Row {
  readonly what: string
  readonly ours: string
  readonly beside: string
  readonly limit: string
  readonly kept: boolean
}

/** Makes the row of a ratio that may not exceed its limit. */
export function ratioRow(
  what: string,
  { ours, beside, ratio, limit }: { ours: string; beside: string; ratio: number; limit: number },
): Row {
  return { what, ours, beside: `${beside} (${times(ratio)})`, limit: times(limit), kept: ratio <= limit }
}

/** Makes the row of a size that may not exceed its limit, in kilobytes. */
export function sizeRow(what: string, bytes: number, beside: string, limit: number): Row {
  return { what, ours: kilobytes(bytes), beside, limit: kilobytes(limit), kept: bytes <= limit }
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
