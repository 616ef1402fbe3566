import { readsAsKey } from '../../text/convex-names.js'

/** The characters of a deploy key that a URL or a JSON text writes by their codes. */
const ESCAPE = /%([0-9a-f]{2})|\\u00([0-9a-f]{2})/gi

/** A URL may be within another one, whose escapes are then escaped, too. */
const DEPTH = 2

/**
 * A key among other characters. Of an ordinary list such as `prod:api|dev:api` it differs by the name, which is of words
 * and a number, or by what is behind the bar: long, with a digit. What repeats is bounded, so the time stays linear.
 */
const KEY_WITHIN =
  /(?<![a-z0-9])(?:prod|dev|custom|preview|project|team):(?:[a-z]{1,40}(?:-[a-z]{1,40}){1,8}-\d{1,9}\|[^\s|"'`]|[\w.-]{1,80}(?::[\w.-]{1,80})?\|(?=[\w+/=.-]{0,400}\d)[\w+/=.-]{20})|(?<![\w|-])[\w-]{1,80}\|[0-9a-f]{64}/i

/** Returns true for a value that reads as a deploy key, or holds one anywhere: in JSON, in a URL, behind a word. */
export function holdsKey(value: string): boolean {
  return readsAsKey(value) || unescaped(value).some(text => KEY_WITHIN.test(text))
}

/** Returns a text, and what it reads as once its escapes are decoded, once and twice. Only ASCII matters here. */
export function unescaped(text: string): string[] {
  const texts = [text]
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const decoded = texts[0]?.replace(ESCAPE, (_, byte, unit) =>
      String.fromCharCode(parseInt(byte ?? unit, 16)),
    )
    if (decoded === undefined || decoded === texts[0]) break
    texts.unshift(decoded)
  }
  return texts
}
