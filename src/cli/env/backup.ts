import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { parseJson } from '../../text/json.js'
import { memberOf } from '../../text/member.js'
import { printable, quoteAll } from '../../text/quote.js'
import type { Invocation } from '../command.js'
import type { OpenDeployment } from '../deployment/open.js'
import { errorCode, fileSuffix, readNamed } from '../files.js'
import { group, type OptionsIn, on, text } from '../flags.js'
import { type Environment, type Host, isCi } from '../host.js'
import { refused, unusable } from '../refusal.js'
import { styled } from '../terminal/line.js'
import type { SourceEntry } from './sources.js'

export const BACKUP = group('Backup:', {
  backupDir: text('<folder>', 'where to keep the values that are overwritten or removed'),
  noBackup: on('keep no backup'),
})

export type BackupOptions = OptionsIn<typeof BACKUP>

const KEPT = 10

/** Keeps the values that are about to be lost, or notes that it does not: in CI only in a folder that is named. */
export async function keepBackup(
  values: ReadonlyMap<string, string>,
  deployment: OpenDeployment,
  { options: { backupDir, noBackup }, host, terminal }: Invocation<BackupOptions>,
): Promise<void> {
  const names = quoteAll(values.keys())
  if (noBackup) return terminal.note(styled('yellow', `No backup is kept of ${names}.`))
  if (backupDir === undefined && isCi(host.environment)) {
    const note = `In CI no backup is kept of ${names}: name a folder by --backup-dir to keep one.`
    return terminal.note(styled('yellow', note))
  }
  const folder = folderOf(deployment, host, backupDir)
  terminal.note(styled('dim', `backup: ${await writeBackup(folder, deployment.client.url, values)}`))
}

/** Reads the variables of a backup: of a file, or of the newest one of the deployment for `latest`. */
export async function readBackup(
  which: string,
  deployment: OpenDeployment,
  host: Host,
  backupDir?: string,
): Promise<readonly SourceEntry[]> {
  const { url } = deployment.client
  const file =
    which === 'latest' ? await newest(folderOf(deployment, host, backupDir)) : resolve(host.folder, which)
  const backup = parseJson(`${await readNamed(host.folder, file, `The backup ${printable(file)}`)}`)
  if (!isBackup(backup)) throw unusable(`${printable(file)} is not a backup, or is one of another version.`)
  if (backup.deployment !== url) {
    throw refused(`${printable(file)} is a backup of ${printable(backup.deployment)}, and this is ${url}.`)
  }
  return Object.entries(backup.variables).map(([name, value]) => ({ name, value }))
}

function folderOf({ client }: OpenDeployment, host: Host, backupDir: string | undefined): string {
  const base =
    backupDir === undefined
      ? join(stateFolder(host.environment), 'convex-deployment', 'backups')
      : resolve(host.folder, backupDir)
  const { host: address } = new URL(client.url)
  return join(
    base,
    [client.name, address]
      .filter(Boolean)
      .join('-')
      .replaceAll(/[^\w.-]/g, '_'),
  )
}

/** Ignores a path that is not absolute, as the standard says: it would lead into the working folder. */
function stateFolder({ XDG_STATE_HOME = '', HOME }: Environment): string {
  return isAbsolute(XDG_STATE_HOME) ? XDG_STATE_HOME : join(HOME || homedir(), '.local', 'state')
}

async function writeBackup(
  folder: string,
  deployment: string,
  values: ReadonlyMap<string, string>,
): Promise<string> {
  const time = new Date().toISOString()
  const file = join(folder, `${time.replaceAll(':', '-')}-${fileSuffix()}.json`)
  const backup = { version: 1, deployment, time, variables: Object.fromEntries(values) }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(folder, 0o700)
    await writeFile(file, `${JSON.stringify(backup, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    const code = errorCode(error) ?? 'unknown reason'
    throw refused(
      `The backup can't be written to ${printable(folder)} (${code}). Name another folder by --backup-dir, or pass --no-backup.`,
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
  if (file === undefined) throw unusable(`There is no backup of this deployment in ${printable(folder)}.`)
  return join(folder, file)
}

/** Lists backups, the oldest first: their names begin with their time. */
async function backupsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder)
  return files.filter(file => /^\d{4}-.*\.json$/.test(file)).sort()
}

interface Contents {
  readonly deployment: string
  readonly variables: Readonly<Record<string, string>>
}

function isBackup(value: unknown): value is Contents {
  const variables = memberOf(value, 'variables')
  return (
    memberOf(value, 'version') === 1 &&
    typeof memberOf(value, 'deployment') === 'string' &&
    typeof variables === 'object' &&
    variables !== null &&
    Object.values(variables).every(one => typeof one === 'string')
  )
}
