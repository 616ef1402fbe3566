import type { Row } from './row.js'
import { weigh } from './weights.js'

/** Returns the page of all budgets. */
export async function page(rows: readonly Row[]): Promise<string> {
  const lines = rows.map(
    ({ what, ours, reference, limit, kept }) =>
      `| ${what} | ${ours} | ${reference} | ${limit} | ${kept ? 'kept' : '**broken**'} |\n`,
  )
  const weights = (await weigh()).map(({ part, bytes }) => `| ${part} | ${(bytes / 1000).toFixed(1)} |\n`)
  return `# Budgets

What the package costs, next to its peers in the same run. Written by \`npm run bench\`, which fails if a limit is broken;
last on Node ${process.versions.node}. Times are CPU times, the lower quartiles of interleaved rounds, so that they hold on a
busy machine; only ratios have limits. The fleet is measured on a virtual clock.
More: [one request](request.md), [faults](faults.md), [mutation testing](mutation.md).

| | convex-deployment | next to | limit | |
| --- | --- | --- | --- | --- |
${lines.join('')}
Each part adds this much to the client:

| part of the client | KB, min+gzip |
| --- | --- |
${weights.join('')}`
}
