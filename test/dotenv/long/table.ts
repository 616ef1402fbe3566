/** What one reader made of the cases of one kind. */
export interface Row {
  readonly what: string
  readonly reader: string
  readonly cases: number
  readonly wrong: number
}

/** One row for each kind and reader. */
export function summed(rows: readonly Row[]): Row[] {
  const sums = new Map<string, Row>()
  for (const row of rows) {
    const key = JSON.stringify([row.what, row.reader])
    const { cases, wrong } = sums.get(key) ?? { cases: 0, wrong: 0 }
    sums.set(key, { ...row, cases: cases + row.cases, wrong: wrong + row.wrong })
  }
  return [...sums.values()]
}

/** Prints rows in columns. */
export function printTable(rows: readonly Row[]): void {
  const head = ['what', 'reader', 'cases', 'wrong']
  const cells = rows.map(row => [row.what, row.reader, row.cases.toLocaleString('en'), `${row.wrong}`])
  const widths = head.map((_, column) => Math.max(...[head, ...cells].map(line => line[column]?.length ?? 0)))
  for (const line of [head, ...cells]) {
    const padded = line.map((cell, column) => {
      return column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
    })
    console.log(padded.join('  '))
  }
}
