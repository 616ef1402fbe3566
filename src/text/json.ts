/** Returns the value of a JSON text, or `undefined` if it is invalid. A parser's own message would quote the text. */
export function parseJson(text: string, parse: (text: string) => unknown = JSON.parse): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
