/**
 * What the package costs its users, beside its peers in the same run: `npm run bench:budgets`.
 * Rewrites `docs/budgets.md`, and fails where a limit is broken.
 */
import { writeFile } from 'node:fs/promises'
import { measureCalls } from './budgets/calls.js'
import { type Consumer, installConsumer } from './budgets/consumer.js'
import { measureFleet } from './budgets/fleet.js'
import { measureImport } from './budgets/import.js'
import { measureInstallation } from './budgets/installation.js'
import { page, type Row } from './budgets/page.js'
import { measureSize } from './budgets/size.js'
import { measureTypes } from './budgets/types.js'

const MEASURES: readonly ((consumer: Consumer) => Promise<Row[]>)[] = [
  measureSize,
  measureInstallation,
  measureTypes,
  measureImport,
  measureCalls,
  measureFleet,
]

const consumer = await installConsumer()
try {
  const rows: Row[] = []
  for (const measure of MEASURES) {
    for (const row of await measure(consumer)) {
      rows.push(row)
      console.log(
        `${row.kept ? '  kept' : 'BROKEN'}  ${row.what}: ${row.ours} (${row.beside}; limit ${row.limit})`,
      )
    }
  }
  await writeFile('docs/budgets.md', page(rows))
  process.exitCode = rows.every(({ kept }) => kept) ? 0 : 1
} finally {
  await consumer.remove()
}
