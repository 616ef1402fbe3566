import { oddities } from '../../config/environment/problems.js'
import type { DefaultEnvironmentVariableChange, ManagementClient } from '../../management/index.js'
import { matcher } from '../../resources/environment/names.js'
import { byteLength } from '../../text/bytes.js'
import { isManagedByConvex } from '../../text/convex-names.js'
import { quote, quoteAll } from '../../text/quote.js'
import { secretFlags, showsSecrets } from '../agent.js'
import type { Command } from '../command.js'
import { confirmByName } from '../confirm.js'
import { findProject } from '../deployment/scope.js'
import { assertFilled, readFrom, type SourceEntry } from '../env/sources.js'
import { inFlags } from '../failure.js'
import { type Flag, group, type OptionsIn, on, own, patterns, text, texts } from '../flags.js'
import type { DataOf } from '../output.js'
import { EXIT, moved, refused, usage } from '../refusal.js'
import { columns, type Line, styled } from '../terminal/line.js'
import { type PlatformInvocation, platformReader, platformWriter } from './command.js'

type DeploymentType = DefaultEnvironmentVariableChange['deploymentType']

const TYPES: readonly DeploymentType[] = ['dev', 'preview', 'prod', 'custom']

const type: Flag<readonly DeploymentType[] | undefined> = {
  ...texts('<types>', 'for deployments of these types: dev, preview, prod, custom'),
  read(given, flag) {
    if (!Array.isArray(given)) return undefined
    return given.map((word: unknown) => {
      const found = TYPES.find(known => known === word)
      if (found) return found
      throw usage(`${flag} takes types: ${TYPES.join(', ')}.`)
    })
  },
}

const PROJECT = group('Which project:', {
  project: text('<team/project>', 'the project, by the slugs of its team and its own'),
  type,
})
const RULES = own({
  only: patterns('touch only these names: NAME, or A_*,B_? and so on; may be repeated'),
  allowRemovals: on('remove what is null in the source'),
  allowEmpty: on('accept empty values, and a source without a variable'),
  allowPlaceholders: on('accept references, masks and placeholders, such as ******'),
  allowManaged: on("include the names that Convex's own tools manage"),
})

const ABOUT =
  'Convex copies them into a deployment when it is created, and never later: those\n' +
  'that exist stay as they are.'

/** The commands about the variables that new deployments of a project begin with. */
export const defaultsCommands: readonly Command[] = [
  platformReader({
    name: 'env defaults list',
    purpose: 'List the variables that new deployments of a project begin with',
    about: ABOUT,
    flags: [PROJECT, secretFlags('values')],
    example: 'convex-deployment env defaults list --project my-team/shop',
    async run({ options, host, management, terminal, interruption: { signal } }) {
      const showValues = showsSecrets({ options, host })
      const client = await management()
      const { id, label: project } = await projectOf(options, client, signal)
      const all = await client.defaultEnvironmentVariables.list(id, {}, { signal })
      const { type: types = TYPES } = options
      const listed = all.filter(({ deploymentTypes }) => types.some(one => deploymentTypes.includes(one)))
      if (listed.length === 0) terminal.note('There are no default variables.')
      const data = listed.map(({ name, value, deploymentTypes }) => {
        return { name, deploymentTypes, bytes: byteLength(value), ...(showValues && { value }) }
      })
      const lines = listed.map(({ name, value, deploymentTypes }) => [
        styled('bold', quote(name)),
        deploymentTypes.join(', '),
        showValues ? JSON.stringify(value) : `${byteLength(value)} B`,
      ])
      return { data: { project, variables: data }, lines: columns(lines) }
    },
  }),
  platformReader({
    name: 'env defaults plan',
    purpose: 'Show what would change in the default variables of a project',
    about: ABOUT,
    takes: '<source...>',
    flags: [PROJECT, RULES, own({ exitCode: on('exit 2 if there are changes') })],
    example: 'convex-deployment env defaults plan preview.env \\\n  --project my-team/shop --type preview',
    async run(invocation) {
      const { changes, label } = await planDefaults(invocation)
      const exitCode = invocation.options.exitCode && changes.length > 0 ? EXIT.changes : EXIT.done
      return { data: dataOf(label, 'planned', changes), lines: linesOf(changes), exitCode }
    },
  }),
  platformWriter({
    name: 'env defaults apply',
    purpose: 'Change the default variables of a project as a source says',
    about: ABOUT,
    takes: '<source...>',
    flags: [PROJECT, RULES],
    example: 'convex-deployment env defaults apply preview.env \\\n  --project my-team/shop --type preview',
    async run(invocation) {
      const { terminal, interruption } = invocation
      const plan = await planDefaults(invocation)
      const { changes, label } = plan
      terminal.note(...linesOf(changes))
      if (changes.length === 0) return { data: dataOf(label, 'unchanged', changes) }
      await confirmByName(`Change ${counted(changes.length)} of ${label}`, label, invocation)
      const again = await plan.again()
      if (JSON.stringify(again) !== JSON.stringify(changes))
        throw moved(`The default variables of ${label} changed since they were read. Run the command again.`)
      await interruption.whileWriting(() => plan.send())
      const left = (await plan.again()).length
      terminal.note(`Changed ${changes.length - left} of ${counted(changes.length)} of ${label}.`)
      return {
        data: dataOf(label, 'applied', changes),
        ...(left > 0 && { exitCode: EXIT.failed }),
      }
    },
  }),
]

type DefaultsOptions = OptionsIn<typeof PROJECT | typeof RULES>

/** A change of a default variable for one type. */
interface Change extends DefaultEnvironmentVariableChange {
  readonly before: string | undefined
}

async function planDefaults(invocation: PlatformInvocation<DefaultsOptions>) {
  const { options, interruption, management } = invocation
  const { signal } = interruption
  const { type: types } = options
  if (types === undefined) throw usage('--type says for which types of deployments, such as preview.')
  const entries = await readEntries(invocation)
  const client = await management()
  const { id, label } = await projectOf(options, client, signal)
  const again = async () =>
    changesOf(types, entries, await client.defaultEnvironmentVariables.list(id, {}, { signal }))
  const changes = await again()
  const send = () =>
    client.defaultEnvironmentVariables.update(
      id,
      changes.map(({ before: _, ...change }) => change),
      { signal },
    )
  return { label, changes, again, send }
}

async function readEntries(invocation: PlatformInvocation<DefaultsOptions>): Promise<SourceEntry[]> {
  const { args, options } = invocation
  const isInScope = matcher('--only', options.only)
  const entries = new Map<string, SourceEntry>()
  for (const place of args) {
    const read = await readFrom(place, invocation)
    if (!options.allowEmpty) assertFilled(read, place)
    for (const entry of read)
      if (options.only === undefined || isInScope(entry.name)) entries.set(entry.name, entry)
  }
  const all = [...entries.values()].filter(({ name }) => options.allowManaged || !isManagedByConvex(name))
  const removed = all.filter(({ value }) => value === null).map(({ name }) => name)
  if (removed.length > 0 && !options.allowRemovals)
    throw refused(`The source removes ${quoteAll(removed)} by null: pass --allow-removals to allow it.`, {
      add: [['--allow-removals']],
    })
  const problems = all.flatMap(({ name, value }) =>
    value === null
      ? []
      : oddities(name, value, options).map(({ message }) => `${quote(name)} ${inFlags(message)}`),
  )
  if (problems.length > 0) throw refused(`The source has problems:\n  ${problems.join('\n  ')}\n`)
  return all
}

function changesOf(
  types: readonly DeploymentType[],
  entries: readonly SourceEntry[],
  there: readonly { name: string; value: string; deploymentTypes: readonly string[] }[],
): Change[] {
  return types.flatMap(deploymentType =>
    entries.flatMap(({ name, value }) => {
      const before = there.find(
        one => one.name === name && one.deploymentTypes.includes(deploymentType),
      )?.value
      return (before ?? null) === value ? [] : { name, deploymentType, value, before }
    }),
  )
}

async function projectOf(
  { project }: OptionsIn<typeof PROJECT>,
  management: ManagementClient,
  signal: AbortSignal,
): Promise<{ readonly id: number; readonly label: string }> {
  if (project === undefined) throw usage('Name the project by --project TEAM/PROJECT.')
  return findProject(management, project, signal)
}

function counted(count: number): string {
  return `${count} default variable${count === 1 ? '' : 's'}`
}

function dataOf(project: string, status: Data['status'], changes: readonly Change[]): Data {
  const counts = { ...countsOf(changes), set: 0, all: changes.length }
  return { project, status, changes: changes.map(shown), isEmpty: changes.length === 0, counts }
}

type Data = DataOf<'env defaults apply'>

function countsOf(changes: readonly Change[]) {
  const count = (wanted: string) => changes.filter(change => shown(change).action === wanted).length
  return { create: count('create'), update: count('update'), delete: count('delete') }
}

function shown({ name, deploymentType, value, before }: Change): Data['changes'][number] {
  return {
    action: value === null ? 'delete' : before === undefined ? 'create' : 'update',
    name,
    deploymentType,
    ...(before !== undefined && { bytesBefore: byteLength(before) }),
    ...(value !== null && { bytesAfter: byteLength(value) }),
  }
}

function linesOf(changes: readonly Change[]): Line[] {
  if (changes.length === 0) return ['No changes.']
  const rows = changes.map(({ name, deploymentType, value, before }) => {
    const [style, mark] =
      value === null
        ? (['red', '-'] as const)
        : before === undefined
          ? (['green', '+'] as const)
          : (['yellow', '~'] as const)
    const sizes = [before, value ?? undefined].flatMap(one => (one === undefined ? [] : byteLength(one)))
    return [styled(style, `${mark} ${quote(name)}`), deploymentType, `${sizes.join('→')} B`]
  })
  const counts = countsOf(changes)
  return [
    ...columns(rows),
    `Plan: ${counts.create} to create, ${counts.update} to change, ${counts.delete} to remove.`,
  ]
}
