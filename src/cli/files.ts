import { constants, createReadStream, fstat, open, type Stats } from 'node:fs'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { isatty } from 'node:tty'
import { promisify } from 'node:util'
import { errorCode } from '../config/node/error-code.js'
import { printable } from '../text/quote.js'
import { atMost, decodeText, readAll, unreadable } from './bytes.js'
import { Refusal } from './refusal.js'

/**
 * Reads the text of the file that somebody named, or of a pipe, to its end or until the signal.
 * @param called names the file in a refusal
 * @param limit throws what this returns for a size that is too large, by default 16 MiB
 * @throws {Refusal} with the reason if it can't be read, is too long, or is not UTF-8
 */
export async function readNamed(
  folder: string,
  file: string,
  signal: AbortSignal,
  called = printable(file),
  limit = atMost(called),
): Promise<string> {
  signal.throwIfAborted()
  try {
    const { stream } = await openFile(resolve(folder, file))
    return decodeText(await readAll(stream, signal, limit), called)
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof Refusal ? error : unreadable(called, reasonOf(error))
  }
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
  const problem = (why: string) => unreadable(printable(file), why)
  const opened = await openFile(resolve(folder, file)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw problem(reasonOf(error))
  })
  if (opened === undefined) return undefined
  const { stats, stream } = opened
  try {
    if (!stats.isFile() && !stats.isFIFO()) throw problem('it is not a file')
    const bytes = await readAll(stream, signal, size => {
      return size > MOST_SETTINGS ? problem('it is longer than a mebibyte') : undefined
    })
    const text = decodeText(bytes, printable(file))
    if (text.includes('\0')) throw problem('it holds a NUL, which no text of settings has')
    return text
  } finally {
    stream.destroy()
  }
}

/** The reason of a file that is not there. */
export const NO_SUCH_FILE = 'there is no such file'

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', NO_SUCH_FILE],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'this user may not read it'],
])

function reasonOf(error: unknown): string {
  const code = errorCode(error)
  return REASONS.get(code) ?? `${code ?? 'unknown reason'}`
}

/** A file that is open for reading, and what it is. */
interface OpenFile {
  readonly stats: Stats
  /** Reading it to the end, or destroying it, closes the file. */
  readonly stream: Readable
}

/**
 * Opens a file for reading. A pipe is opened at once, whoever writes to it comes later: waiting for that inside of `open`
 * would keep the process from ending, as would a read that waits.
 */
async function openFile(path: string): Promise<OpenFile> {
  // Windows has no such flag, and no such pipes.
  const fd = await promisify(open)(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  const stats = await promisify(fstat)(fd)
  return { stats, stream: await streamOf(fd, stats) }
}

async function streamOf(fd: number, stats: Stats): Promise<Readable> {
  if (stats.isFIFO()) {
    const { Socket } = await import('node:net')
    return new Socket({ fd, readable: true, writable: false })
  }
  if (isatty(fd)) {
    const { ReadStream } = await import('node:tty')
    return new ReadStream(fd)
  }
  return createReadStream('', { fd })
}

/** Makes names unique, of files that are made at the same moment. Node's crypto would take longer to load than the rest. */
export function fileSuffix(): string {
  return Math.random().toString(36).slice(2, 8).padEnd(6, '0')
}
