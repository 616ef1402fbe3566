/** The tables whose documents the API names, with the numbers that deployments give them. An app's own begin at 10,001. */
const TABLES = { logStreams: 535, usageLimits: 552, documents: 10_001 } as const

export type Table = keyof typeof TABLES

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const INTERNAL_BYTES = 16
const CHECKSUM_BYTES = 2

/** Creates a document id of a table. */
export function createId(table: Table): string {
  const internal = crypto.getRandomValues(new Uint8Array(INTERNAL_BYTES))
  return encode([...varint(TABLES[table]), ...internal])
}

/** Returns the kind of a text: an id of the table, an id of another table, or not an id. */
export function kindOfId(table: Table, text: string): 'ours' | 'foreign' | 'invalid' {
  const number = tableOf(text)
  if (number === undefined) return 'invalid'
  return number === TABLES[table] ? 'ours' : 'foreign'
}

/**
 * Returns the number of the table in a document id, or `undefined` if the text is not an id: ids are a table, 16 bytes
 * and a checksum, and have one spelling only.
 */
function tableOf(text: string): number | undefined {
  const bytes = decodeBase32(text)
  const end = bytes.findIndex(byte => byte < 0x80) + 1
  const table = bytes.slice(0, end).reduce((sum, byte, at) => sum + (byte & 0x7f) * 2 ** (7 * at), 0)
  const isId =
    bytes.length === end + INTERNAL_BYTES + CHECKSUM_BYTES && table > 0 && table < 2 ** 32 && end <= 5
  const content = bytes.slice(0, -CHECKSUM_BYTES)
  return isId && encode([...varint(table), ...content.slice(end)]) === text ? table : undefined
}

function encode(content: readonly number[]): string {
  return encodeBase32([...content, ...fletcher16(content)])
}

function varint(number: number): number[] {
  return number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...varint(number >>> 7)]
}

/** Returns the two sums of Fletcher's checksum, modulo 256. */
function fletcher16(bytes: readonly number[]): [number, number] {
  let [sum, ofSums] = [0, 0]
  for (const byte of bytes) {
    sum = (sum + byte) & 0xff
    ofSums = (ofSums + sum) & 0xff
  }
  return [sum, ofSums]
}

function encodeBase32(bytes: readonly number[]): string {
  const bits = bytes.map(byte => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? [])
    .map(digit => ALPHABET[Number.parseInt(digit.padEnd(5, '0'), 2)])
    .join('')
}

/** Returns the whole bytes of a text, or no bytes if a character is not in the alphabet. */
function decodeBase32(text: string): number[] {
  const digits = [...text].map(character => ALPHABET.indexOf(character))
  if (digits.includes(-1)) return []
  const bits = digits.map(digit => digit.toString(2).padStart(5, '0')).join('')
  return (bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2))
}
