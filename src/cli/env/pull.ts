import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isTracked, writePrivately } from '../files.js'
import type { Outcome } from '../outcome.js'
import { refused, usage } from '../refusal.js'
import { repeated, type Session } from '../session.js'
import { deploymentData } from '../target/data.js'
import { openTarget } from '../target/target.js'
import { asEnvFile, listed } from './list.js'
import { merged } from './merge.js'

/** `env pull`: writes the variables to a file. Reads the deployment, and changes nothing on it. */
export async function pull(session: Session): Promise<Outcome> {
  const { flags, folder, terminal, args } = session
  const [file = ''] = args
  flags.exclusive('merge', 'overwrite')
  const format = flags.text('format') ?? 'env'
  if (flags.on('merge') && format !== 'env') throw usage('--merge goes with --format env.')
  const before = await existing(session, file)
  const target = await openTarget(session, 'read')
  const variables = await listed(session, target)
  const header =
    format === 'env'
      ? `Environment variables of ${target.label}, for dotenv and node --env-file: do not source.`
      : ''
  const text =
    before === undefined || flags.on('overwrite')
      ? asEnvFile(session, variables, header)
      : merged(session, file, before, variables)
  await writePrivately(folder, file, text)
  terminal.note(`Wrote ${variables.length} variables to ${file}.`)
  return { data: { deployment: deploymentData(target), file, names: variables.map(({ name }) => name) } }
}

/** The text that stands in a file, or nothing. One that git tracks, or that nobody said to touch, is refused. */
async function existing(session: Session, file: string): Promise<string | undefined> {
  const { flags, folder } = session
  if (await isTracked(folder, file)) {
    throw refused(
      `git tracks ${file}, and the values would be committed. Pull to a file that .gitignore names.`,
    )
  }
  const text = await readFile(resolve(folder, file), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw usage(`${file} is there and can't be read.`)
  })
  if (text === undefined || flags.on('merge') || flags.on('overwrite')) return text
  const next = [repeated(session, '--merge'), repeated(session, '--overwrite')]
  throw refused(
    `${file} exists. --merge keeps what the deployment does not have, --overwrite replaces all.`,
    { next },
  )
}
