/** What every planted secret holds: letters and digits, so that no escaping and no change of case hides it. */
const MARK = 'xq7zk'

/** The planted key: its part before the bar is public, the rest is not. */
export const TOKEN = `prod:happy-otter-123|${MARK}Token`

/** A secret that reads like an identifier, as a code of an error may. */
export function plain(label: string): string {
  return `${MARK}${label}`
}

/** A secret with what JSON, addresses and headers escape, marked at both ends. */
export function odd(label: string): string {
  return `${MARK}${label} "quoted" \\ /?&=%41 é🚀\n${label}${MARK}`
}

/** A key of plans: as long as 32 random bytes in base64. */
export function planKey(label: string): string {
  return plain(label).padEnd(48, '0123456789abcdefghij')
}

/** What a text shows of planted secrets: as they are, in base64 or in hex. */
export function marksIn(text: string): string[] {
  return [...text.matchAll(SEARCH)].map(([mark]) => mark)
}

const BASE64 = ['', 'a', 'ab'].map(before => {
  const whole = Buffer.from(before + MARK)
  // Only the characters that what stands before and behind does not change.
  return whole
    .toString('base64')
    .slice(Math.ceil((before.length * 8) / 6), Math.floor((whole.length * 8) / 6))
})

const SEARCH = new RegExp(`${MARK}\\w*|${Buffer.from(MARK).toString('hex')}|${BASE64.join('|')}`, 'gi')
