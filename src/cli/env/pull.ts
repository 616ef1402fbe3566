import { parseEnv as readByNode } from 'node:util'
import { type EnvRemark, parseEnv } from '../../dotenv/index.js'
import type { EnvironmentVariable } from '../../index.js'
import { printable, quoteAll } from '../../text/quote.js'
import { assertRevealed, revealFlag } from '../agent.js'
import { readCommand } from '../command.js'
import { deploymentData } from '../deployment/open.js'
import { readNamed } from '../files.js'
import { assertOneOf, on, own } from '../flags.js'
import { checkPrivateFile, type PrivateFile, STDOUT, writePrivately } from '../private-file.js'
import { refused, usage } from '../refusal.js'
import { asEnvFile, formatFlag, merged } from './env-file.js'
import { allowFlag } from './handing-over.js'
import { listWithin } from './list.js'
import { remarkLines } from './remarks.js'
import { SCOPE } from './rules.js'

/** `env pull`: writes the variables to a file. */
export const envPull = readCommand({
  name: 'env pull',
  purpose: 'Write the variables to a file that only you may read',
  about:
    'Keeps a file that exists, unless you say how to replace it, and refuses one that\n' +
    'git tracks or does not ignore. The file - is stdout. Variables by which programs\n' +
    'run other code need --allow or --format json. Next.js, Vite and Bun expand a $ in\n' +
    'any quotes: --format next is for them.',
  takes: '<file>',
  flags: [
    own({
      merge: on('keep what the deployment does not have, and all comments'),
      overwrite: on('replace the file'),
      unignored: on('write the file even if git does not ignore it'),
      format: formatFlag('env (default), next, shell, docker or json'),
      allow: allowFlag,
      reveal: revealFlag,
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
    if (toStdout) assertRevealed({ options, host })
    const target: PrivateFile = { file, host, holds: 'values', unignored }
    const exists = !toStdout && (await mayWrite(target, merge || overwrite))
    const deployment = await deployments.open()
    const variables = await listWithin(options, deployment, signal)
    const reader = READERS[format]
    const header =
      reader === undefined
        ? ''
        : `Environment variables of ${deployment.label}, for ${reader}: do not source.`
    if (toStdout) {
      const raw = asEnvFile(variables, format, allow, header)
      terminal.note(...asRemarks(remarksOn(raw, format, variables)))
      return { raw }
    }
    const text =
      exists && merge
        ? merged(file, await readNamed(host.folder, file, signal), variables, allow)
        : asEnvFile(variables, format, allow, header)
    await writePrivately({ ...target, keepsExisting: !exists && !overwrite }, text)
    terminal.note(`Wrote ${variables.length} variables to ${file}.`)
    const remarks = remarksOn(text, format, variables)
    terminal.note(...asRemarks(remarks), ...lostOnNode(text, format, variables))
    const written = variables.map(({ name, value }) => ({ name, bytes: Buffer.byteLength(value) }))
    return { data: { deployment: deploymentData(deployment), file, variables: written, remarks } }
  },
})

/** Those who read a format, if it is one of .env files. */
const READERS: Readonly<Record<string, string>> = {
  env: 'dotenv and node --env-file',
  next: 'Next.js, Vite and Bun',
}

/** Returns what other readers than dotenv and Node find otherwise in the variables that were written. */
function remarksOn(
  text: string,
  format: string,
  variables: readonly EnvironmentVariable[],
): readonly EnvRemark[] {
  if (format !== 'env') return []
  const written = new Set(variables.map(({ name }) => name))
  return parseEnv(text).remarks.filter(({ name }) => name === undefined || written.has(name))
}

/** Says which variables the Node that runs does not find in the file, which may have lines of others around them. */
function lostOnNode(text: string, format: string, variables: readonly EnvironmentVariable[]): string[] {
  if (format !== 'env') return []
  const found = readByNode(text)
  const lost = variables.filter(({ name, value }) => found[name] !== value).map(({ name }) => name)
  if (lost.length === 0) return []
  return [
    `node --env-file (${process.version}) finds another value, or none, of ${quoteAll(lost)}: take the white space out of ` +
      'blank lines, and from before comments.',
  ]
}

function asRemarks(remarks: readonly EnvRemark[]): string[] {
  if (remarks.length === 0) return []
  const isExpanded = remarks.some(({ kind }) => kind === 'expands')
  const wayOut = isExpanded ? ['For Next.js, Vite and Bun: --format next.'] : []
  return [
    'Written for dotenv and node --env-file. Others read these otherwise:',
    ...remarkLines(remarks),
    ...wayOut,
  ]
}

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
