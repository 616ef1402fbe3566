import type { Weight } from './weights.js'

/** One budget: what is measured, what it came to, what it is held against, and whether it is kept. */
export interface Row {
  readonly what: string
  readonly ours: string
  readonly beside: string
  readonly limit: string
  readonly kept: boolean
}

/** The page of all budgets. */
export function page(rows: readonly Row[], weights: readonly Weight[]): string {
  const lines = rows.map(
    ({ what, ours, beside, limit, kept }) =>
      `| ${what} | ${ours} | ${beside} | ${limit} | ${kept ? 'kept' : '**broken**'} |\n`,
  )
  return `# Budgets

What the package costs, beside its peers in the same run. Written by \`npm run bench:budgets\`, which fails where a limit
is broken; last on Node ${process.versions.node}. Times are medians of interleaved rounds, and their ratios are what counts.

| | convex-deployment | beside | limit | |
| --- | --- | --- | --- | --- |
${lines.join('')}
The size is beyond its goal. Of the goal of 16 KB, the words of the messages, \`openapi-fetch\` and what the documents say
take most alone; by so much the client would be lighter without:

| part of the client | KB, min+gzip |
| --- | --- |
${weights.map(({ part, bytes }) => `| ${part} | ${(bytes / 1000).toFixed(1)} |\n`).join('')}`
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

/** A ratio as it is printed. */
export function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`
}
