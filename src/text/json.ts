/** The value of a JSON text, or `undefined`, which no JSON text has. What a parser says of a bad one would quote it. */
export function parseJson(text: string, parse: (text: string) => unknown = JSON.parse): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
