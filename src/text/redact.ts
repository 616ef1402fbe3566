const SHORTEST_REDACTED = 4
const REPLACEMENT = '[redacted]'
/** A code point that is not a character. */
const MARK = '\ufdd0'

/** Returns a text without the secrets of four characters or more: raw, JSON-escaped or percent-encoded. */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.filter(secret => secret.length >= SHORTEST_REDACTED).flatMap(written))
  // The longest first: a secret may contain another one. The mark is for a secret that is a part of the replacement.
  return [...forms]
    .sort((a, b) => b.length - a.length)
    .reduce((rest, form) => rest.replaceAll(form, MARK), text)
    .replaceAll(MARK, REPLACEMENT)
}

/** Returns true if a secret is too short to be found in a text with certainty. */
export function hasShortSecret(secrets: readonly string[]): boolean {
  return secrets.some(secret => secret !== '' && secret.length < SHORTEST_REDACTED)
}

function written(secret: string): string[] {
  const wellFormed = secret.replace(/\p{Surrogate}/gu, '\ufffd')
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(wellFormed)]
}
