import { lstat, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { printable } from '../../text/quote.js'
import { readCommand } from '../command.js'
import { deploymentData } from '../deployment/open.js'
import { isTracked, writePrivately } from '../files.js'
import { assertOneOf, on, own } from '../flags.js'
import type { Host } from '../host.js'
import { refused, usage } from '../refusal.js'
import { decodeUtf8 } from '../terminal/input.js'
import { asEnvFile, formatFlag, merged } from './env-file.js'
import { listWithin } from './list.js'
import { SCOPE } from './rules.js'

/** `env pull`: writes the variables to a file. */
export const envPull = readCommand({
  name: 'env pull',
  purpose: 'Write the variables to a file that only you may read',
  about: 'Keeps a file that exists, unless you say how to replace it, and refuses one that\ngit tracks.',
  takes: '<file>',
  flags: [
    own({
      merge: on('keep what the deployment does not have, and all comments'),
      overwrite: on('replace the file'),
      format: formatFlag('env (default), shell, docker or json'),
    }),
    SCOPE,
  ],
  example: 'convex-deployment env pull .env.production',
  async run({ args: [file = ''], options, host, terminal, deployments, interruption: { signal } }) {
    const { merge, overwrite, format = 'env' } = options
    assertOneOf(options, 'merge', 'overwrite')
    if (merge && format !== 'env') throw usage('--merge goes with --format env.')
    const exists = await mayWrite(file, host, merge || overwrite)
    const deployment = await deployments.open()
    const variables = await listWithin(options, deployment, signal)
    const header =
      format === 'env'
        ? `Environment variables of ${deployment.label}, for dotenv and node --env-file: do not source.`
        : ''
    const text =
      exists && merge
        ? merged(file, decodeUtf8(await readFile(resolve(host.folder, file)), file), variables)
        : asEnvFile(variables, format, header)
    await writePrivately(host.folder, file, text, exists || overwrite ? undefined : 'it exists')
    terminal.note(`Wrote ${variables.length} variables to ${file}.`)
    const names = variables.map(({ name }) => name)
    return { data: { deployment: deploymentData(deployment), file, names } }
  },
})

/**
 * Returns true if there is a file that may be written to. Refuses one that git tracks.
 * @param replace true if a flag says how to write to a file that exists
 */
async function mayWrite(
  file: string,
  { folder, environment }: Pick<Host, 'folder' | 'environment'>,
  replace: boolean,
): Promise<boolean> {
  const shown = printable(file)
  const tracked = await isTracked(folder, file, environment)
  if (tracked) {
    throw refused(
      `git tracks ${shown}, and the values would be committed. Pull to a file that .gitignore names.`,
    )
  }
  if (tracked === undefined) {
    throw refused(
      `It is unknown if git tracks ${shown}, which is in a repository: git can't be run there. Install git, or pull to ` +
        'a folder outside of the repository.',
    )
  }
  const found = await lstat(resolve(folder, file)).catch(() => undefined)
  if (found === undefined) return false
  if (found.isSymbolicLink()) throw refused(`${shown} is a symbolic link: name the file that it leads to.`)
  if (!found.isFile()) throw refused(`${shown} is not a regular file, and can't be replaced.`)
  if (replace) return true
  throw refused(
    `${shown} exists. --merge keeps what the deployment does not have, --overwrite replaces all.`,
    { add: [['--merge'], ['--overwrite']] },
  )
}
