import { open, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { printable } from '../text/quote.js'
import { unusable } from './refusal.js'

/**
 * Reads the file that somebody named.
 * @param called names the file in a refusal
 */
export async function readNamed(folder: string, file: string, called = printable(file)): Promise<Buffer> {
  return readFile(resolve(folder, file)).catch(() => {
    throw unusable(`${called} can't be read.`)
  })
}

/** The size up to which a file of settings is read, in bytes. */
const MOST_SETTINGS = 1024 * 1024

/**
 * Reads a text of settings, if it is there: a regular file or a pipe, as secret managers mount one, of UTF-8.
 * @throws {Refusal} for anything else, such as a device that never ends, or what PowerShell's `>` writes
 */
export async function readSettings(folder: string, file: string): Promise<string | undefined> {
  const problem = (what: string) => unusable(`${printable(file)} can't be read: ${what}.`)
  const handle = await open(resolve(folder, file)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw problem(`${errorCode(error) ?? 'unknown reason'}`)
  })
  if (handle === undefined) return undefined
  try {
    const about = await handle.stat()
    if (!about.isFile() && !about.isFIFO()) throw problem('it is no file')
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of handle.createReadStream({ autoClose: false })) {
      chunks.push(chunk)
      size += chunk.length
      if (size > MOST_SETTINGS) throw problem('it is longer than a mebibyte')
    }
    const text = decoded(Buffer.concat(chunks))
    if (text === undefined) throw problem('it is not UTF-8. Save it as UTF-8')
    return text
  } finally {
    await handle.close()
  }
}

/** Returns the text of UTF-8 bytes. NULs are those of UTF-16 without a byte order mark. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/** Returns the system's own code of an error, such as `ENOENT`. */
export function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** Makes names unique, of files that are made at the same moment. Node's crypto would take longer to load than the rest. */
export function fileSuffix(): string {
  return Math.random().toString(36).slice(2, 8).padEnd(6, '0')
}
