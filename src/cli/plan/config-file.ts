import { dirname, resolve } from 'node:path'
import { TYPES, typeOf } from '../../config/expected.js'
import { type PlanDeploymentOptions, resolveConfig } from '../../config/index.js'
import type { DeploymentClient } from '../../index.js'
import { printable, quoteAll } from '../../text/quote.js'
import type { DeploymentInvocation } from '../command.js'
import { commandLine } from '../command-line.js'
import { planKeyOf } from '../env/rules.js'
import { readNamed, readSettings } from '../files.js'
import { assertOneOf, type Flag, group, type OptionsIn, on, texts, whole } from '../flags.js'
import { refused, unusable } from '../refusal.js'
import { assertKind, type Kind } from '../settings/log-stream-kinds.js'
import { styled } from '../terminal/line.js'
import type { DesiredOf } from './members.js'

/** The file that is read where none is named. */
const DEFAULT_FILE = 'convex-deployment.yaml'

/** The flag that sends the keys of log streams: of all, or of some kinds. */
const resendKeys: Flag<true | readonly Kind[] | undefined> = {
  ...texts('[kinds]', 'send the keys of log streams that exist again; =axiom,sentry for some'),
  bare: '*',
  read(given) {
    if (!Array.isArray(given)) return undefined
    if (given.includes('*')) return true
    return given.map((kind: unknown) => {
      const text = `${kind}`
      assertKind(text)
      return text
    })
  },
}

export const FILE_RULES = group('Rules:', {
  maxRemovals: whole('<n>', 'refuse to remove, or to weaken, more than this (5)'),
  allowEmpty: on('accept empty values'),
  allowPlaceholders: on('accept references, masks and placeholders, such as ******'),
  allowManaged: on("include the names that Convex's own tools manage"),
  resendKeys,
  allowExec: on(`run the programs of a ${DEFAULT_FILE} that was not named`),
  denyExec: on('run no program, even of a file that was named'),
})

type FileOptions = OptionsIn<typeof FILE_RULES>

/** The flags that a saved plan holds by itself. */
export const FILE_PLAN_FLAGS = [
  'maxRemovals',
  'allowEmpty',
  'allowPlaceholders',
  'allowManaged',
  'resendKeys',
] as const satisfies readonly (keyof FileOptions)[]

/**
 * Reads the file that a command line names, or the one of the folder, before anything is asked of a deployment. What it refers
 * to is read for the first deployment. The programs of a file run if it was named: a checkout may hold one that nobody looked at.
 * @param isSaved true if a plan of the file is applied that was saved
 */
export async function fromFile(
  invocation: DeploymentInvocation<FileOptions>,
  isSaved = false,
): Promise<DesiredOf> {
  const { args, options, host, terminal, interruption } = invocation
  const { signal } = interruption
  assertOneOf(options, 'allowExec', 'denyExec')
  const [named] = args
  const file = named ?? DEFAULT_FILE
  const text = await (named === undefined
    ? readSettings(host.folder, file, signal)
    : readNamed(host.folder, file, signal))
  if (text === undefined)
    throw isSaved
      ? unusable(`There is no ${file} here: name the file that the plan was made from.`, {
          instead: [{ args: ['FILE'] }],
        })
      : unusable(`There is no ${file} here: name a file, or write one by \`import\`.`, {
          next: [['convex-deployment', 'import', DEFAULT_FILE]],
        })
  // Loaded only where it is needed: what reads YAML takes time to load.
  const { createResolver, readConfig } = await import('convex-deployment/config/node')
  const declared = await readConfig({ name: file, text })
  const resolver = createResolver({
    sources: declared.sources,
    folder: dirname(resolve(host.folder, file)),
    environment: host.environment,
    // What is denied gets as far as the program, whose name the refusal says.
    allowExec: named !== undefined || options.allowExec || options.denyExec,
    onRun(words, unset) {
      const line = commandLine(words, host.isWindows).join('')
      if (options.denyExec) throw refused(`${printable(file)} runs ${line}, and --deny-exec forbids that.`)
      terminal.note(styled('dim', `runs: ${line}`))
      if (unset.length > 0)
        terminal.note(styled('yellow', `It runs without ${quoteAll(unset)}: not set in the environment.`))
    },
    signal,
  })
  const { maxRemovals, allowEmpty, allowPlaceholders, allowManaged, resendKeys: kinds } = options
  const rules: PlanDeploymentOptions = {
    maxRemovals,
    allowEmpty,
    allowPlaceholders,
    allowManaged,
    resendKeys: kinds,
    planKey: planKeyOf(host.environment),
    signal,
  }
  const types = Object.keys(declared.overrides ?? {}).filter(key => TYPES.includes(key))
  return async ({ client, label, named }) => {
    const type = types.length === 0 ? undefined : await typeNeeded(client, types, signal)
    const resolved = await resolveConfig(declared, {
      name: client.name ?? (named === label ? named : undefined),
      type,
      ...resolver,
    })
    return { ...resolved, rules }
  }
}

/** Asks a deployment for its type: the label of a key proves nothing. */
async function typeNeeded(
  client: DeploymentClient,
  types: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const type = await typeOf(client, { signal })
  if (type !== undefined) return type
  throw refused(
    `The file has overrides for ${quoteAll(types)}, and ${client.url} does not say of which type it is.`,
  )
}
