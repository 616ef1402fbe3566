import { lstat, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { deploymentData } from '../deployment/data.js'
import { openTarget } from '../deployment/deployment.js'
import { isTracked, writePrivately } from '../files.js'
import type { Outcome } from '../outcome.js'
import { refused, usage } from '../refusal.js'
import { repeated, type Session } from '../session.js'
import { decodeUtf8 } from '../terminal/stdin.js'
import { asEnvFile, formatOf, listed } from './list.js'
import { merged } from './merge.js'

/** `env pull`: writes the variables to a file. Reads the deployment, and changes nothing on it. */
export async function pull(session: Session): Promise<Outcome> {
  const { flags, folder, terminal, args } = session
  const [file = ''] = args
  flags.exclusive('merge', 'overwrite')
  const format = formatOf(flags)
  if (flags.on('merge') && format !== 'env') throw usage('--merge goes with --format env.')
  const exists = await mayWrite(session, file)
  const target = await openTarget(session, 'read')
  const variables = await listed(session, target)
  const header =
    format === 'env'
      ? `Environment variables of ${target.label}, for dotenv and node --env-file: do not source.`
      : ''
  const text =
    exists && flags.on('merge')
      ? merged(session, file, decodeUtf8(await readFile(resolve(folder, file)), file), variables)
      : asEnvFile(session, variables, header)
  await writePrivately(folder, file, text, exists || flags.on('overwrite') ? undefined : 'it exists')
  terminal.note(`Wrote ${variables.length} variables to ${file}.`)
  return { data: { deployment: deploymentData(target), file, names: variables.map(({ name }) => name) } }
}

/** Whether a file is there that may be written to. One that git tracks, or that nobody said to touch, is refused. */
async function mayWrite(session: Session, file: string): Promise<boolean> {
  const { flags, folder, environment } = session
  const tracked = await isTracked(folder, file, environment)
  if (tracked) {
    throw refused(
      `git tracks ${file}, and the values would be committed. Pull to a file that .gitignore names.`,
    )
  }
  if (tracked === undefined) {
    throw refused(
      `Whether git tracks ${file} can't be told: it lies in a repository, and git can't be run there. ` +
        'Install git, or pull to a folder outside of the repository.',
    )
  }
  const found = await lstat(resolve(folder, file)).catch(() => undefined)
  if (found === undefined) return false
  if (found.isSymbolicLink()) throw refused(`${file} is a symbolic link: name the file that it leads to.`)
  if (!found.isFile()) throw refused(`${file} is no file that can be replaced.`)
  if (flags.on('merge') || flags.on('overwrite')) return true
  const next = [repeated(session, '--merge'), repeated(session, '--overwrite')]
  throw refused(
    `${file} exists. --merge keeps what the deployment does not have, --overwrite replaces all.`,
    { next },
  )
}
