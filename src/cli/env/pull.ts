import { printable } from '../../text/quote.js'
import { readCommand } from '../command.js'
import { deploymentData } from '../deployment/open.js'
import { readNamed } from '../files.js'
import { assertOneOf, on, own } from '../flags.js'
import { checkPrivateFile, type PrivateFile, STDOUT, writePrivately } from '../private-file.js'
import { refused, usage } from '../refusal.js'
import { decodeUtf8 } from '../terminal/input.js'
import { asEnvFile, formatFlag, merged } from './env-file.js'
import { allowFlag } from './handing-over.js'
import { listWithin } from './list.js'
import { SCOPE } from './rules.js'

/** `env pull`: writes the variables to a file. */
export const envPull = readCommand({
  name: 'env pull',
  purpose: 'Write the variables to a file that only you may read',
  about:
    'Keeps a file that exists, unless you say how to replace it, and refuses one that\n' +
    'git tracks or does not ignore. The file - is stdout. Variables by which programs\n' +
    'run other code need --allow or --format json.',
  takes: '<file>',
  flags: [
    own({
      merge: on('keep what the deployment does not have, and all comments'),
      overwrite: on('replace the file'),
      unignored: on('write the file even if git does not ignore it'),
      format: formatFlag('env (default), shell, docker or json'),
      allow: allowFlag,
    }),
    SCOPE,
  ],
  example: 'convex-deployment env pull .env.production',
  async run({ args: [file = ''], options, host, terminal, deployments, interruption: { signal } }) {
    const { merge, overwrite, unignored, json, format = 'env', allow } = options
    assertOneOf(options, 'merge', 'overwrite')
    if (merge && format !== 'env') throw usage('--merge goes with --format env.')
    const toStdout = file === STDOUT
    if (toStdout && (merge || overwrite || json)) {
      throw usage('Stdout gets the variables alone: - does not go with --merge, --overwrite and --json.')
    }
    const target: PrivateFile = { file, host, holds: 'values', unignored }
    const exists = !toStdout && (await mayWrite(target, merge || overwrite))
    const deployment = await deployments.open()
    const variables = await listWithin(options, deployment, signal)
    const header =
      format === 'env'
        ? `Environment variables of ${deployment.label}, for dotenv and node --env-file: do not source.`
        : ''
    if (toStdout) return { raw: asEnvFile(variables, format, allow, header) }
    const text =
      exists && merge
        ? merged(file, decodeUtf8(await readNamed(host.folder, file, signal), file), variables, allow)
        : asEnvFile(variables, format, allow, header)
    await writePrivately({ ...target, keepsExisting: !exists && !overwrite }, text)
    terminal.note(`Wrote ${variables.length} variables to ${file}.`)
    const names = variables.map(({ name }) => name)
    return { data: { deployment: deploymentData(deployment), file, names } }
  },
})

/**
 * Returns true if there is a file that may be written to.
 * @param replace true if a flag says how to write to a file that exists
 */
async function mayWrite(target: PrivateFile, replace: boolean): Promise<boolean> {
  const exists = await checkPrivateFile(target)
  if (!exists || replace) return exists
  throw refused(
    `${printable(target.file)} exists. --merge keeps what the deployment does not have, --overwrite replaces all.`,
    { add: [['--merge'], ['--overwrite']] },
  )
}
