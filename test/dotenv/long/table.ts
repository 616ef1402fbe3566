/** What one reader made of the cases of one kind. */
export interface Row {
  readonly what: string
  readonly reader: string
  readonly cases: number
  readonly wrong: number
}

/** Prints rows in columns. */
export function printTable(rows: readonly Row[]): void {
  const width = (pick: (row: Row) => string) => Math.max(...rows.map(row => pick(row).length))
  const [what, reader] = [width(row => row.what), width(row => row.reader)]
  console.log(`${''.padEnd(what)}  ${''.padEnd(reader)} ${'cases'.padStart(10)} ${'wrong'.padStart(7)}`)
  for (const row of rows) {
    const numbers = [row.cases.toLocaleString('en').padStart(10), row.wrong.toLocaleString('en').padStart(7)]
    console.log(`${row.what.padEnd(what)}  ${row.reader.padEnd(reader)} ${numbers.join(' ')}`)
  }
}
