/** One budget: what is measured, what it came to, what it is held against, and whether it is kept. */
export interface Row {
  readonly what: string
  readonly ours: string
  readonly beside: string
  readonly limit: string
  readonly kept: boolean
}

/** The page of all budgets. */
export function page(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, ours, beside, limit, kept }) =>
      `| ${what} | ${ours} | ${beside} | ${limit} | ${kept ? 'kept' : '**broken**'} |\n`,
  )
  return `# Budgets

What the package costs, beside its peers in the same run. Written by \`npm run bench:budgets\`, which fails where a limit
is broken; last on Node ${process.versions.node}. Times are medians of interleaved rounds, and their ratios are what counts.

| | convex-deployment | beside | limit | |
| --- | --- | --- | --- | --- |
${lines.join('')}`
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

/** A ratio as it is printed. */
export function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`
}
