import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { printable } from '../../text/quote.js'
import { readCommand } from '../command.js'
import { deploymentData } from '../deployment/open.js'
import { asEnvFile } from '../env/env-file.js'
import { allowFlag } from '../env/handing-over.js'
import { on, own, text } from '../flags.js'
import { checkPrivateFile, type PrivateFile, STDOUT, writePrivately } from '../private-file.js'
import { refused, usage } from '../refusal.js'
import { styled } from '../terminal/line.js'

/** `import`: writes what a deployment is as a file for `plan` and `apply`. */
export const importCommand = readCommand({
  name: 'import',
  purpose: 'Write a file that says what the deployment is now, without a value',
  about:
    'The file is for `plan` and `apply`: a plan of it has no changes. Each variable has\n' +
    'to be there, whatever it is; --values writes the values to another file, as\n' +
    '`env pull` does, and the new one refers to that. Without a file, stdout. A file\n' +
    'that exists is left as it is.',
  takes: '[file]',
  flags: [
    own({
      values: text('<file>', 'write the variables to this .env file, for you alone'),
      unignored: on('write the values even if git does not ignore their file'),
      allow: allowFlag,
    }),
  ],
  example:
    'convex-deployment import convex-deployment.yaml\nconvex-deployment import --values .env.production',
  async run({ args: [file = STDOUT], options, host, terminal, deployments, interruption: { signal } }) {
    const { values, unignored, allow, json } = options
    if (json && file === STDOUT) throw usage('Stdout gets the file alone: name a file beside --json.')
    if (values !== undefined && resolve(host.folder, values) === resolve(host.folder, file))
      throw usage('--values takes another file than the one that refers to it.')
    if (values === STDOUT) throw usage('--values takes a file: its variables are secrets.')
    const target: PrivateFile = { file, host, holds: 'nothing secret' }
    const secrets: PrivateFile = { file: values ?? '', host, holds: 'values', unignored }
    const path = values && pathBeside(file === STDOUT ? '.' : dirname(file), values)
    if (file !== STDOUT) await assertNew(target)
    if (values !== undefined) await assertNew(secrets)
    const deployment = await deployments.open()
    const { importDeployment, stringifyConfig } = await import('convex-deployment/config/node')
    const imported = await importDeployment(deployment.client, {
      values: path,
      signal,
      onLeftOut: (section, reason) => terminal.note(styled('yellow', `${section} is left out: ${reason}.`)),
    })
    const raw = stringifyConfig(imported).replace('./node_modules/', schemaFolder(file))
    const variables = values === undefined ? [] : await deployment.client.env.list({ signal })
    if (values !== undefined) {
      const header = `Environment variables of ${deployment.label}, for dotenv and node --env-file: do not source.`
      await writePrivately({ ...secrets, keepsExisting: true }, asEnvFile(variables, 'env', allow, header))
      terminal.note(`Wrote ${variables.length} variables to ${printable(values)}.`)
    }
    if (file === STDOUT) return { raw }
    await writePrivately({ ...target, keepsExisting: true }, raw)
    terminal.note(`Wrote ${printable(file)}.`)
    const written = { file, ...(values !== undefined && { values }) }
    return { data: { deployment: deploymentData(deployment), ...written } }
  },
})

/** Returns the folder of packages from that of a file: an editor reads the schema from there. */
function schemaFolder(file: string): string {
  const path = file === STDOUT ? '' : relative(dirname(file), '.').replaceAll('\\', '/')
  return `${path === '' ? '.' : path}/node_modules/`
}

/**
 * Returns the path of a file from the folder of another.
 * @throws {Refusal} if it is not within that folder: a config reads nothing outside of its own
 */
function pathBeside(folder: string, file: string): string {
  const path = relative(folder, file).replaceAll('\\', '/')
  if (!path.startsWith('../') && !isAbsolute(path)) return path
  throw usage(`--values ${printable(file)} must be in the folder of the file, or below it.`)
}

async function assertNew(target: PrivateFile): Promise<void> {
  if (!(await checkPrivateFile(target))) return
  throw refused(`${printable(target.file)} exists, and is left as it is. Name another file.`)
}
