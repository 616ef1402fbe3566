import { relative, resolve } from 'node:path'
import { printable, quoteAll } from '../../text/quote.js'
import type { Invocation } from '../command.js'
import type { OpenDeployment } from '../deployment/open.js'
import { readNamed } from '../files.js'
import { group, type OptionsIn, on, text } from '../flags.js'
import { type Host, isCi } from '../host.js'
import { refused, unusable } from '../refusal.js'
import { styled } from '../terminal/line.js'
import type { Terminal } from '../terminal/terminal.js'
import {
  type Backup,
  type BackupFolder,
  backupFolderOf,
  backupOf,
  backupsIn,
  writeBackup,
} from './backup-folder.js'
import type { Source } from './sources.js'

export const BACKUP = group('Backup:', {
  backupDir: text('<folder>', 'where to keep the values that are overwritten or removed'),
  noBackup: on('keep no backup'),
})

export type BackupOptions = OptionsIn<typeof BACKUP>

/**
 * Keeps the values that are about to be lost, or notes that it does not: in CI only in a folder that is named.
 * @param restored the files of the backups that the change brings back
 */
export async function keepBackup(
  values: ReadonlyMap<string, string>,
  deployment: OpenDeployment,
  { options: { backupDir, noBackup }, host, terminal }: Invocation<BackupOptions>,
  restored: readonly string[] = [],
): Promise<void> {
  const names = quoteAll(values.keys())
  if (noBackup) return terminal.note(styled('yellow', `No backup is kept of ${names}.`))
  if (backupDir === undefined && isCi(host.environment)) {
    const note = `In CI no backup is kept of ${names}: name a folder by --backup-dir to keep one.`
    return terminal.note(styled('yellow', note))
  }
  const folder = folderOf(deployment, host, backupDir)
  const backup = {
    version: 1,
    deployment: deployment.client.url,
    ...(restored.length > 0 && { restored: restored.map(file => relative(folder.path, file)) }),
    variables: Object.fromEntries(values),
  } as const
  terminal.note(styled('dim', `backup: ${await writeBackup(folder, backup, host)}`))
}

/**
 * Reads the variables of a backup: of a file, or for `latest` of the newest one of the deployment. If a restore made that
 * one, `latest` is what was restored, so that a second run has nothing to change.
 */
export async function readBackup(
  which: string,
  deployment: OpenDeployment,
  { host, terminal, interruption: { signal } }: Pick<Invocation, 'host' | 'terminal' | 'interruption'>,
  backupDir?: string,
): Promise<Source> {
  const { url } = deployment.client
  const read =
    which === 'latest'
      ? await latest(folderOf(deployment, host, backupDir).path, terminal, signal)
      : [await named(host.folder, which, signal)]
  for (const { file, backup } of read) {
    if (backup.deployment === url) continue
    throw refused(`${printable(file)} is a backup of ${printable(backup.deployment)}, and this is ${url}.`)
  }
  const variables = read.flatMap(({ backup }) => Object.entries(backup.variables))
  return {
    entries: variables.map(([name, value]) => ({ name, value })),
    restored: read.map(({ file }) => file),
  }
}

interface Read {
  readonly file: string
  readonly backup: Backup
}

async function named(folder: string, which: string, signal: AbortSignal): Promise<Read> {
  const file = resolve(folder, which)
  const shown = printable(file)
  const backup = backupOf(await readNamed(folder, file, signal, `The backup ${shown}`))
  if (backup === undefined) throw unusable(`${shown} is not a backup, or is one of another version.`)
  return { file, backup }
}

async function latest(folder: string, terminal: Terminal, signal: AbortSignal): Promise<readonly Read[]> {
  const found = await newest(folder, terminal)
  const { restored = [] } = found.backup
  if (restored.length === 0) return [found]
  const read = await Promise.all(restored.map(file => named(folder, file, signal)))
  const files = read.map(({ file }) => printable(file)).join(', ')
  terminal.note(
    styled('dim', `latest: ${files}, restored before; what that replaced: ${printable(found.file)}`),
  )
  return read
}

async function newest(folder: string, terminal: Terminal): Promise<Read> {
  for await (const { file, backup } of backupsIn(folder)) {
    if (backup !== undefined) return { file, backup }
    terminal.note(styled('yellow', `${file} can't be read as a backup: taking the one before.`))
  }
  throw unusable(`There is no backup of this deployment in ${printable(folder)}.`)
}

function folderOf({ client }: OpenDeployment, host: Host, backupDir: string | undefined): BackupFolder {
  const { host: address } = new URL(client.url)
  return backupFolderOf([client.name, address].filter(Boolean).join('-'), host, backupDir)
}
