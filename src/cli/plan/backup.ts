import { dirname, relative, resolve } from 'node:path'
import { printable, quote, quoteAll } from '../../text/quote.js'
import type { Invocation } from '../command.js'
import type { OpenDeployment } from '../deployment/open.js'
import type { Source } from '../env/sources.js'
import { readNamed } from '../files.js'
import { group, type OptionsIn, on, text } from '../flags.js'
import { type Host, isCi } from '../host.js'
import { absent, refused, unusable } from '../refusal.js'
import { type Line, styled } from '../terminal/line.js'
import {
  type Backup,
  type BackupFolder,
  backupFolderOf,
  backupOf,
  backupsIn,
  writeBackup,
} from './backup-folder.js'

export const BACKUP = group('Backup:', {
  backupDir: text('<folder>', 'where to keep the values that are overwritten or removed'),
  noBackup: on('keep no backup'),
})

type BackupOptions = OptionsIn<typeof BACKUP>

/** A backup that was kept: its file and folder, or the names of variables of which none is kept. */
export type Kept = { readonly file: string; readonly folder: string } | { readonly names: readonly string[] }

/**
 * Keeps the values that are about to be lost: in CI only in a folder that is named.
 * @param restored the files of the backups that the change brings back
 */
export async function keepBackup(
  values: ReadonlyMap<string, string>,
  deployment: OpenDeployment,
  { options: { backupDir, noBackup }, host }: Invocation<BackupOptions>,
  restored: readonly string[] = [],
): Promise<Kept> {
  if (noBackup || (backupDir === undefined && isCi(host.environment))) return { names: [...values.keys()] }
  const folder = folderOf(deployment, host, backupDir)
  const backup = {
    version: 1,
    deployment: deployment.client.url,
    of: nameOf(deployment),
    ...(restored.length > 0 && { restored: restored.map(file => relative(folder.path, file)) }),
    variables: Object.fromEntries(values),
  } as const
  return { file: await writeBackup(folder, backup, host), folder: dirname(folder.path) }
}

/** Tells of all backups of a command in a line, and of all values of which none is kept in another. */
export function backupLines(all: readonly Kept[], { noBackup }: BackupOptions): Line[] {
  const kept = all.flatMap(one => ('file' in one ? [one] : []))
  const lost = new Set(all.flatMap(one => ('names' in one ? one.names : [])))
  const [first] = kept
  const place = kept.length === 1 ? first?.file : `${kept.length} files in ${first?.folder}`
  const names = quoteAll(lost)
  const none = noBackup
    ? `No backup is kept of ${names}.`
    : `In CI no backup is kept of ${names}: name a folder by --backup-dir to keep one.`
  return [
    ...(first ? [styled('dim', `backup: ${place}`)] : []),
    ...(lost.size > 0 ? [styled('yellow', none)] : []),
  ]
}

/** The parts of a run that a backup is read with. */
type Reading = Pick<Invocation, 'host' | 'typed' | 'terminal' | 'interruption'>

const LATEST = 'backup:latest'

/**
 * Reads the variables of a backup: of a file, or for `latest` of the newest one of the deployment. If a restore made that
 * one, `latest` is what was restored, so that a second run has nothing to change.
 */
export async function readBackup(
  which: string,
  deployment: OpenDeployment,
  reading: Reading,
  backupDir?: string,
): Promise<Source> {
  const { host, terminal, interruption } = reading
  const read =
    which === 'latest'
      ? await latest(folderOf(deployment, host, backupDir).path, deployment, reading)
      : [await named(host.folder, which, interruption.signal)]
  for (const { file, backup } of read) {
    const { url } = deployment.client
    if (isOfAnother(backup, deployment)) {
      const shared = backup.deployment === url
      const kept = shared ? called(backup) : printable(backup.deployment)
      throw refused(
        `${printable(file)} is a backup of ${kept}, and this is ${shared ? calledHere(deployment) : url}.`,
      )
    }
    if (isDoubtful(backup, deployment)) terminal.note(styled('yellow', doubt(file)))
  }
  const variables = read.flatMap(({ backup }) => Object.entries(backup.variables))
  return {
    entries: variables.map(([name, value]) => ({ name, value, restored: true })),
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

async function latest(
  folder: string,
  deployment: OpenDeployment,
  reading: Reading,
): Promise<readonly Read[]> {
  const { terminal, interruption } = reading
  const found = await newest(folder, deployment, reading)
  const { restored = [] } = found.backup
  if (restored.length === 0) return [found]
  const read = await Promise.all(restored.map(file => named(folder, file, interruption.signal)))
  const files = read.map(({ file }) => printable(file)).join(', ')
  terminal.note(
    styled('dim', `latest: ${files}, restored before; what that replaced: ${printable(found.file)}`),
  )
  return read
}

/** Finds the newest backup of the deployment. One that does not say which it is of may be of another: it is not passed over. */
async function newest(
  folder: string,
  deployment: OpenDeployment,
  { terminal, typed }: Reading,
): Promise<Read> {
  const others = new Set<string>()
  for await (const { file, backup } of backupsIn(folder)) {
    if (backup === undefined) {
      terminal.note(styled('yellow', `${printable(file)} can't be read as a backup: taking the one before.`))
    } else if (isOfAnother(backup, deployment)) others.add(called(backup))
    else if (isDoubtful(backup, deployment)) {
      throw refused(`${doubt(file)} Name it if it is: backup:${printable(file)}.`, {
        next: [['convex-deployment', ...typed.map(word => (word === LATEST ? `backup:${file}` : word))]],
      })
    } else return { file, backup }
  }
  if (others.size > 0) {
    const kept = [...others].join(', ')
    throw refused(
      `The backups in ${printable(folder)} are of ${kept}, and this is ${calledHere(deployment)}.`,
    )
  }
  throw absent(`There is no backup of this deployment in ${printable(folder)}.`)
}

function folderOf({ client }: OpenDeployment, host: Host, backupDir: string | undefined): BackupFolder {
  const { host: address } = new URL(client.url)
  return backupFolderOf([client.name, address].filter(Boolean).join('-'), host, backupDir)
}

/** Says of a backup that it may be of another deployment. */
function doubt(file: string): string {
  return `Nothing says that ${printable(file)} is of this deployment: its address may serve several.`
}

/** Returns the name that the key says, as a backup keeps it. */
function nameOf({ named }: OpenDeployment): string | null {
  return named ?? null
}

/** Returns true for a backup of another origin, or of another name where an origin may have several. */
function isOfAnother({ deployment, of }: Backup, here: OpenDeployment): boolean {
  const { url, name } = here.client
  if (deployment !== url) return true
  return name === undefined && Boolean(of && here.named) && of !== here.named
}

/** Returns true if nothing says that a backup is of this deployment: its origin may have several, and a name is missing. */
function isDoubtful({ of }: Backup, here: OpenDeployment): boolean {
  return here.client.name === undefined && of !== nameOf(here)
}

/** Returns what a backup is of, such as `"happy-otter-123" at http://127.0.0.1:3210`. */
function called({ deployment, of }: Pick<Backup, 'deployment' | 'of'>): string {
  return of ? `${quote(of)} at ${printable(deployment)}` : printable(deployment)
}

function calledHere(deployment: OpenDeployment): string {
  return called({ deployment: deployment.client.url, of: nameOf(deployment) })
}
