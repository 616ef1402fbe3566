import { stat } from 'node:fs/promises'
import { win32 } from 'node:path'
import { environmentValue, searchPath } from '../../config/node/programs.js'
import type { EnvironmentRecord } from '../../connection/environment.js'
import { printable } from '../../text/quote.js'
import { notRun, type Refusal } from '../refusal.js'

/** A program that somebody named on Windows, and what it is run with. */
export interface NamedProgram {
  readonly program: string
  readonly args: readonly string[]
  readonly folder: string
  readonly environment: EnvironmentRecord
}

/**
 * Returns the file of a program as cmd finds it, by PATH and PATHEXT, but in the current folder only if the program is named by
 * a path: `npm` must not be a file that a checkout brings along.
 * @throws {Refusal} if there is none, or if it is a batch file to which cmd cannot pass these arguments
 */
export async function findWindowsProgram(
  { program, args, folder, environment }: NamedProgram,
  isFile: (path: string) => Promise<boolean> = isRegularFile,
): Promise<string> {
  for (const path of candidates(program, folder, environment)) {
    if (!(await isFile(path))) continue
    assertPassable(program, path, args)
    return path
  }
  throw notRun(
    127,
    `${printable(program)} can't be run: there is no such program with an extension of PATHEXT.`,
  )
}

function candidates(program: string, folder: string, environment: EnvironmentRecord): string[] {
  const listed = environmentValue('PATHEXT', environment, 'win32') || '.COM;.EXE;.BAT;.CMD'
  const extensions = listed.split(';').filter(Boolean)
  const given = win32.extname(program).toLowerCase()
  const isWhole = extensions.some(extension => extension.toLowerCase() === given)
  const names = [...(isWhole ? [program] : []), ...extensions.map(extension => `${program}${extension}`)]
  // A drive without a slash, as in `C:npm`, leads to the current folder of that drive.
  const folders = /[\\/:]/.test(program) ? [folder] : searchPath(environment, 'win32')
  return folders.flatMap(from => names.map(name => win32.resolve(from, name)))
}

/**
 * Refuses what cmd would take for another command. It reads the line of a batch file twice: the library knows that of those
 * that npm writes, and of no other.
 */
function assertPassable(program: string, path: string, args: readonly string[]): void {
  if (/\.(?:exe|com)$/i.test(path)) return
  const reason = args.some(argument => /[\n\r\0]/.test(argument))
    ? 'a line break'
    : args.some(argument => argument.includes('"')) && !SHIM.test(path) && 'a double quote'
  if (reason) throw unpassable(program, reason)
}

function unpassable(program: string, what: string): Refusal {
  const shown = printable(program)
  return notRun(
    126,
    `${shown} can't be run: it is a batch file, and cmd could take the text behind ${what} for a command. ` +
      'Name the program that it starts instead, such as node with the path of a script.',
  )
}

/** The batch files of npm, as cross-spawn recognises them. */
const SHIM = /node_modules[\\/]\.bin[\\/][^\\/]+\.cmd$/i

async function isRegularFile(path: string): Promise<boolean> {
  return stat(path).then(
    about => about.isFile(),
    () => false,
  )
}
