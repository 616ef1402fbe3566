import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { errorCode } from '../../config/node/error-code.js'
import type { EnvironmentRecord } from '../../connection/environment.js'
import { isObject, memberOf } from '../../text/member.js'
import { printable } from '../../text/quote.js'
import { fileSuffix } from '../files.js'
import { workTreeOf } from '../git.js'
import type { Host } from '../host.js'
import { isText, jsonOf } from '../json.js'
import { writePrivately } from '../private-file.js'
import { Refusal, refused } from '../refusal.js'

/** The text of a backup. */
export interface Backup {
  readonly version: 1
  readonly deployment: string
  /**
   * The name that the key said, or null if it said none: deployments on one origin differ by nothing else. Older backups have
   * none.
   */
  readonly of?: string | null
  readonly time?: string
  /** The backups that the change brought back, by their paths from the folder: a restore keeps what it replaces. */
  readonly restored?: readonly string[]
  readonly variables: Readonly<Record<string, string>>
}

/** A folder of backups of one deployment. */
export interface BackupFolder {
  readonly path: string
  /** It and the folders above that are made for backups, from the top: none of them may be a link. */
  readonly own: readonly string[]
}

const ANOTHER_FOLDER = [['--backup-dir', 'FOLDER'], ['--no-backup']]

/** The number of backups that are kept of a deployment. */
const KEPT = 10

/** Returns the folder of a deployment's backups: in a folder that is named, or in the user's own. */
export function backupFolderOf(deployment: string, host: Host, backupDir: string | undefined): BackupFolder {
  const base =
    backupDir === undefined
      ? join(stateFolder(host.environment), 'convex-deployment', 'backups')
      : resolve(host.folder, backupDir)
  const path = join(base, deployment.replaceAll(/[^\w.-]/g, '_'))
  return { path, own: backupDir === undefined ? [dirname(base), base, path] : [base, path] }
}

/** Ignores a path that is not absolute, as the standard says: it would lead into the working folder. */
function stateFolder({ XDG_STATE_HOME = '', HOME }: EnvironmentRecord): string {
  return isAbsolute(XDG_STATE_HOME) ? XDG_STATE_HOME : join(HOME || homedir(), '.local', 'state')
}

/** Writes a backup, then removes the oldest ones. Returns its file. */
export async function writeBackup({ path, own }: BackupFolder, backup: Backup, host: Host): Promise<string> {
  const problem = (code: unknown): Refusal => {
    const place = printable(path)
    return refused(
      `The backup can't be written to ${place} (${code}). Name another folder by --backup-dir, or pass --no-backup.`,
      { add: ANOTHER_FOLDER },
    )
  }
  const time = new Date().toISOString()
  const file = join(path, `${time.replaceAll(':', '-')}-${fileSuffix()}.json`)
  const unignored = await makeFolders(own).catch((error: unknown) => {
    throw error instanceof Refusal ? error : problem(errorCode(error) ?? 'unknown reason')
  })
  const target = {
    file,
    host,
    holds: 'values',
    unignored,
    wayOut: '--no-backup',
    family: 'backup.json',
    keepsExisting: true,
    problem,
  } as const
  await writePrivately(target, `${JSON.stringify({ ...backup, time }, null, 2)}\n`)
  await removeOldest(path, backup)
  return file
}

/** Lists backups that can be read, the newest first, with what only looks like one. */
export async function* backupsIn(
  folder: string,
): AsyncGenerator<{ file: string; backup: Backup | undefined }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter(entry => entry.isFile() && NAME.test(entry.name)).map(({ name }) => name)
  for (const name of names.sort().reverse()) {
    const file = join(folder, name)
    yield { file, backup: backupOf(await readFile(file, 'utf8').catch(() => '')) }
  }
}

/** Reads the text of a backup, if it is one. */
export function backupOf(text: string): Backup | undefined {
  const value = jsonOf(text)
  return isBackup(value) ? value : undefined
}

/** The names that `writeBackup` gives: they begin with their time. */
const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-[0-9a-z]{6}\.json$/

function isBackup(value: unknown): value is Backup {
  const [variables, restored, of] = ['variables', 'restored', 'of'].map(member => memberOf(value, member))
  return (
    memberOf(value, 'version') === 1 &&
    typeof memberOf(value, 'deployment') === 'string' &&
    (of === undefined || of === null || isText(of)) &&
    isObject(variables) &&
    Object.values(variables).every(isText) &&
    (restored === undefined || (Array.isArray(restored) && restored.every(isText)))
  )
}

/** Removes the oldest backups, but none that the newest one restored: `latest` is that one. */
async function removeOldest(folder: string, { deployment, of, restored = [] }: Backup): Promise<void> {
  const needed = restored.map(file => resolve(folder, file))
  let kept = 0
  for await (const { file, backup } of backupsIn(folder)) {
    if (backup?.deployment !== deployment || (backup.of !== undefined && backup.of !== of)) continue
    kept += 1
    if (kept > KEPT && !needed.includes(file)) await rm(file, { force: true })
  }
}

/** Makes the folders that are not there. Returns true if Git ignores all of the last one. */
async function makeFolders(own: readonly string[]): Promise<boolean> {
  const [first = '', last = ''] = [own[0], own.at(-1)]
  await mkdir(dirname(first), { recursive: true, mode: PRIVATE }).catch(unlessThere)
  for (const folder of own) {
    await mkdir(folder, { mode: PRIVATE }).catch(unlessThere)
    if (!(await lstat(folder)).isSymbolicLink()) continue
    throw refused(
      `${printable(folder)} is a symbolic link, which backups are not written through. Name the folder that it leads to ` +
        'by --backup-dir, or pass --no-backup.',
      { add: ANOTHER_FOLDER },
    )
  }
  await closeToOthers(last)
  return ignoreAll(last)
}

const PRIVATE = 0o700

function unlessThere(error: unknown): void {
  if (errorCode(error) !== 'EEXIST') throw error
}

/** Changes the permissions of the folder itself: what a link leads to is never touched, even one that was just put there. */
async function closeToOthers(folder: string): Promise<void> {
  // Windows has no such permissions, and opens no folder.
  if (process.platform === 'win32') return
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants
  const handle = await open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
  try {
    await handle.chmod(PRIVATE)
  } finally {
    await handle.close()
  }
}

/** Lets a folder in a work tree ignore itself, unless it has rules of its own. */
async function ignoreAll(folder: string): Promise<boolean> {
  if ((await workTreeOf(folder)) === undefined) return false
  const file = join(folder, '.gitignore')
  await writeFile(file, IGNORE_ALL, { flag: 'wx', mode: 0o600 }).catch(unlessThere)
  // Git does not read its rules through a link.
  return (await lstat(file)).isFile() && `${await readFile(file)}` === IGNORE_ALL
}

const IGNORE_ALL = '*\n'
