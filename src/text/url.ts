/**
 * Returns the URL of a text, or `undefined` if it is none. `URL.canParse` is not used: once it has run some thousand
 * times, Node 20 and 22 compile it to code that refuses letters such as `ö`.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}

/** Returns true if the host name of a URL is this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(hostname)
}
