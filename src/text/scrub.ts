const SHORTEST_SCRUBBED = 4
const REPLACEMENT = '[redacted]'
/** A code point that stands for no character. */
const MARK = '\ufdd0'

/** A text without any of the secrets of four characters or more, raw, JSON-escaped or percent-encoded. */
export function scrub(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.filter(secret => secret.length >= SHORTEST_SCRUBBED).flatMap(written))
  // The longest first: a secret may hold another one. One may also be a part of the replacement, hence the mark.
  return [...forms]
    .sort((a, b) => b.length - a.length)
    .reduce((rest, form) => rest.replaceAll(form, MARK), text)
    .replaceAll(MARK, REPLACEMENT)
}

/** Whether there is a secret that is too short to be found in a text with any certainty. */
export function hasShortSecret(secrets: readonly string[]): boolean {
  return secrets.some(secret => secret !== '' && secret.length < SHORTEST_SCRUBBED)
}

function written(secret: string): string[] {
  const wellFormed = secret.replace(/\p{Surrogate}/gu, '\ufffd')
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(wellFormed)]
}
