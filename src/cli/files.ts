import { resolve } from 'node:path'
import { printable } from '../text/quote.js'
import { openFile, readAll, readPath, textOfUtf8 } from './bytes.js'
import { Refusal, unusable } from './refusal.js'

/**
 * Reads the file that somebody named, or a pipe until the signal.
 * @param called names the file in a refusal
 */
export async function readNamed(
  folder: string,
  file: string,
  signal: AbortSignal,
  called = printable(file),
): Promise<Buffer> {
  return readPath(resolve(folder, file), signal).catch((error: unknown) => {
    signal.throwIfAborted()
    if (error instanceof Refusal) throw error
    throw unusable(`${called} can't be read.`)
  })
}

/** The size up to which a file of settings is read, in bytes. */
const MOST_SETTINGS = 1024 * 1024

/**
 * Reads a text of settings, if it is there: a regular file or a pipe, as secret managers mount one, of UTF-8. A pipe is
 * read until the signal.
 * @throws {Refusal} for anything else, such as a device that never ends, or what PowerShell's `>` writes
 */
export async function readSettings(
  folder: string,
  file: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const problem = (what: string) => unusable(`${printable(file)} can't be read: ${what}.`)
  const opened = await openFile(resolve(folder, file)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw problem(`${errorCode(error) ?? 'unknown reason'}`)
  })
  if (opened === undefined) return undefined
  const { stats, stream } = opened
  try {
    if (!stats.isFile() && !stats.isFIFO()) throw problem('it is no file')
    const text = textOfUtf8(
      await readAll(stream, signal, size => {
        return size > MOST_SETTINGS ? problem('it is longer than a mebibyte') : undefined
      }),
    )
    // NULs are those of UTF-16 without a byte order mark.
    if (text === undefined || text.includes('\0')) throw problem('it is not UTF-8. Save it as UTF-8')
    return text
  } finally {
    stream.destroy()
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
