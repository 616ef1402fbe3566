/**
 * Returns the word that was most likely meant: one that is at most two edits away, or else one that the typed word
 * contains or begins.
 */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const find = (fits: (typed: string, word: string) => boolean) =>
    words.find(word => fits(typed.toLowerCase(), word.toLowerCase()))
  const near = (edits: number) => find((from, to) => isNear(from, to, edits))
  return near(0) ?? near(1) ?? near(2) ?? find((from, to) => from.includes(to) || to.startsWith(from))
}

/** Returns true if inserting, removing or replacing so many characters makes one word of the other. */
function isNear(from: string, to: string, edits: number): boolean {
  if (from === to) return true
  const [nextFrom, nextTo] = [from.slice(1), to.slice(1)]
  if (from[0] === to[0]) return isNear(nextFrom, nextTo, edits)
  const left = edits - 1
  return (
    left >= 0 && (isNear(nextFrom, nextTo, left) || isNear(nextFrom, to, left) || isNear(from, nextTo, left))
  )
}
