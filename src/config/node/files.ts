import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import { InvalidInputError } from '../../errors.js'
import { printable } from '../../text/quote.js'
import { errorCode } from './error-code.js'

/** The size up to which a file is read, in bytes. */
export const MOST_BYTES = 1024 * 1024

/**
 * Reads a text of UTF-8 without its byte order mark. It has to be a regular file.
 * @param within the folder that the file has to be in, once links are followed; any without it
 * @throws {InvalidInputError} with the reason if it cannot be read
 */
export async function readTextFile(file: string, within?: string): Promise<string> {
  const problem = (why: string) => unreadable(file, why)
  try {
    const path = await realpath(resolve(within ?? '.', file))
    if (within !== undefined && !isInside(await realpath(within), path))
      throw problem('it is outside of the folder of the config')
    // The last part is no link any more, and a pipe does not wait for its writer.
    const handle = await open(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    )
    try {
      const stats = await handle.stat()
      if (!stats.isFile()) throw problem('it is not a file')
      if (stats.size > MOST_BYTES) throw problem('it is longer than a mebibyte')
      const { buffer, bytesRead } = await handle.read(new Uint8Array(MOST_BYTES + 1), 0, MOST_BYTES + 1, 0)
      if (bytesRead > MOST_BYTES) throw problem('it is longer than a mebibyte')
      return decode(buffer.subarray(0, bytesRead), problem)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof InvalidInputError) throw error
    throw problem(REASONS.get(errorCode(error)) ?? `${errorCode(error) ?? 'unknown reason'}`)
  }
}

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'this user may not read it'],
  ['ELOOP', 'its links lead in a circle'],
])

function decode(bytes: Uint8Array, problem: (why: string) => Error): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw problem('it is not UTF-8. Save it as UTF-8')
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way)
}

function unreadable(file: string, why: string): InvalidInputError {
  return new InvalidInputError(`${printable(file)} cannot be read: ${why}.`)
}
