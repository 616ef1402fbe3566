import type { EnvRemark } from '../../dotenv/index.js'

/** Returns what other readers find otherwise in a .env text, a line for each kind: by lines and names, never by values. */
export function remarkLines(remarks: readonly EnvRemark[]): string[] {
  const kinds = new Map<string, EnvRemark[]>()
  for (const remark of remarks) kinds.set(remark.kind, [...(kinds.get(remark.kind) ?? []), remark])
  return Array.from(kinds.values(), same => {
    const places = same.slice(0, MOST_PLACES).map(({ name, line }) => name ?? `line ${line}`)
    const more = same.length > MOST_PLACES ? `, … ${same.length - MOST_PLACES} more` : ''
    return `  ${places.join(', ')}${more}: ${same[0]?.message}`
  })
}

const MOST_PLACES = 20
