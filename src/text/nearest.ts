const MOST_EDITS = 2

/**
 * Returns the word that was most likely meant: one that is at most two edits away, or else one that the typed word
 * contains or begins.
 */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const lower = typed.toLowerCase()
  const ranked = words.map(word => ({ word, edits: distance(lower, word.toLowerCase()) }))
  const close = ranked.sort((a, b) => a.edits - b.edits).find(({ edits }) => edits <= MOST_EDITS)
  return (
    close?.word ??
    words.find(word => lower.includes(word.toLowerCase()) || word.toLowerCase().startsWith(lower))
  )
}

/** Returns the number of characters to insert, remove or replace to turn one word into the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, character] of [...from].entries()) {
    const above = row
    row = [index + 1]
    for (let at = 1; at <= to.length; at++) {
      const replaced = (above[at - 1] ?? 0) + (character === to[at - 1] ? 0 : 1)
      row.push(Math.min(replaced, (above[at] ?? 0) + 1, (row[at - 1] ?? 0) + 1))
    }
  }
  return row[to.length] ?? 0
}
