import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import type { Target } from '../deployment/deployment.js'
import { errorCode, fileSuffix, readNamed } from '../files.js'
import { memberOf, parseJson } from '../json.js'
import { refused, usage } from '../refusal.js'
import type { Session } from '../session.js'
import { styled } from '../terminal/line.js'
import type { SourceEntry } from './source-entry.js'

/** Keeps the values that are about to be lost, or says that it does not. */
export type Backup = (values: ReadonlyMap<string, string>) => Promise<void>

const KEPT = 10

/** Where the values of a deployment are kept: in the user's state folder, and in CI nowhere unless a folder is named. */
export function backupOf(session: Session, target: Target): Backup {
  const { flags, terminal, environment } = session
  return async values => {
    if (flags.off('backup'))
      return terminal.note(styled('yellow', `No backup is kept of ${namesOf(values)}.`))
    if (isCi(environment) && !flags.has('backupDir')) {
      return terminal.note(
        styled(
          'yellow',
          `In CI no backup is kept of ${namesOf(values)}: name a folder by --backup-dir to keep one.`,
        ),
      )
    }
    const file = await writeBackup(folderOf(session, target), target, values)
    terminal.note(styled('dim', `backup: ${file}`))
  }
}

/** The variables of a backup: of a file, or of the newest one of this deployment for `latest`. */
export async function readBackup(
  session: Session,
  which: string,
  target: Target | undefined,
): Promise<readonly SourceEntry[]> {
  if (target === undefined) throw usage("A backup is of one deployment, and can't be a source for several.")
  const file = which === 'latest' ? await newest(folderOf(session, target)) : resolve(session.folder, which)
  const backup = parseBackup(await readNamed(session.folder, file, `The backup ${file}`), file)
  if (backup.deployment !== target.client.url) {
    throw refused(`${file} is a backup of ${backup.deployment}, and this is ${target.client.url}.`)
  }
  return Object.entries(backup.variables).map(([name, value]) => ({ name, value }))
}

function isCi({ CI }: NodeJS.ProcessEnv): boolean {
  return CI !== undefined && !['', '0', 'false'].includes(CI)
}

function folderOf({ flags, environment, folder }: Session, { client, label }: Target): string {
  const own = flags.text('backupDir')
  const base =
    own === undefined ? join(stateFolder(environment), 'convex-deployment', 'backups') : resolve(folder, own)
  return join(base, `${label}-${new URL(client.url).host}`.replaceAll(/[^\w.-]/g, '_'))
}

/** A path that is not absolute is none, as the standard has it: it would lead into the working folder. */
function stateFolder({ XDG_STATE_HOME = '' }: NodeJS.ProcessEnv): string {
  return isAbsolute(XDG_STATE_HOME) ? XDG_STATE_HOME : join(homedir(), '.local', 'state')
}

async function writeBackup(
  folder: string,
  { client }: Target,
  values: ReadonlyMap<string, string>,
): Promise<string> {
  const time = new Date().toISOString()
  const file = join(folder, `${time.replaceAll(':', '-')}-${fileSuffix()}.json`)
  const backup = { version: 1, deployment: client.url, time, variables: Object.fromEntries(values) }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(folder, 0o700)
    await writeFile(file, `${JSON.stringify(backup, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    const code = errorCode(error) ?? 'unknown reason'
    throw refused(
      `The backup can't be written to ${folder} (${code}). Name another folder by --backup-dir, or pass --no-backup.`,
    )
  }
  await removeOldest(folder)
  return file
}

async function removeOldest(folder: string): Promise<void> {
  const files = await backupsIn(folder)
  await Promise.all(files.slice(0, -KEPT).map(file => rm(join(folder, file), { force: true })))
}

async function newest(folder: string): Promise<string> {
  const file = (await backupsIn(folder).catch(() => [])).at(-1)
  if (file === undefined) throw usage(`There is no backup of this deployment in ${folder}.`)
  return join(folder, file)
}

/** The oldest first: their names begin with their time. */
async function backupsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder)
  return files.filter(file => /^\d{4}-.*\.json$/.test(file)).sort()
}

function parseBackup(bytes: Buffer, file: string): { deployment: string; variables: Record<string, string> } {
  const parsed = parseJson(`${bytes}`)
  if (isBackup(parsed)) return parsed
  throw usage(`${file} is no backup, or one of another version.`)
}

function isBackup(value: unknown): value is { deployment: string; variables: Record<string, string> } {
  const variables = memberOf(value, 'variables')
  return (
    memberOf(value, 'version') === 1 &&
    typeof memberOf(value, 'deployment') === 'string' &&
    typeof variables === 'object' &&
    variables !== null &&
    Object.values(variables).every(one => typeof one === 'string')
  )
}

function namesOf(values: ReadonlyMap<string, string>): string {
  return [...values.keys()].join(', ')
}
