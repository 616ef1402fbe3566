import { constants, createReadStream, fstat, open, type Stats } from 'node:fs'
import type { Readable } from 'node:stream'
import { isatty } from 'node:tty'
import { promisify } from 'node:util'
import { printable } from '../text/quote.js'
import { unusable } from './refusal.js'

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
export async function openFile(path: string): Promise<OpenFile> {
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

/** Returns the text of bytes, its byte order mark included, or `undefined` if they are not UTF-8. */
export function textOfUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The size up to which a file is read, in bytes: far more than a deployment holds. A device may have no end. */
const MOST_READ = 16 * 1024 * 1024

/**
 * Reads a file to its end, or until the signal: a pipe may have no end.
 * @throws {Refusal} for more than 16 MiB
 */
export async function readPath(path: string, signal: AbortSignal): Promise<Buffer> {
  signal.throwIfAborted()
  const { stream } = await openFile(path)
  return readAll(stream, signal, atMost(path))
}

/** Returns the limit of anything that is read whole, for `readAll`. */
export function atMost(what: string): (size: number) => Error | undefined {
  return size => (size > MOST_READ ? unusable(`${printable(what)} is longer than 16 MiB.`) : undefined)
}

/**
 * Reads a stream to its end, or until the signal.
 * @param most throws what this returns for a size that is too large
 */
export async function readAll(
  stream: Readable,
  signal: AbortSignal,
  most: (size: number) => Error | undefined = () => undefined,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const stop = () => stream.destroy()
  signal.addEventListener('abort', stop)
  // An open pipe that nobody reads would keep the process from ending, too.
  if (signal.aborted) stop()
  try {
    for await (const chunk of stream) {
      chunks.push(chunk)
      size += chunk.length
      const tooMuch = most(size)
      if (tooMuch) throw tooMuch
    }
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
  signal.throwIfAborted()
  return Buffer.concat(chunks)
}
