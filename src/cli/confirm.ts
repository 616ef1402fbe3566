import { printable } from '../text/quote.js'
import type { OpenDeployment } from './deployment/open.js'
import { group, type OptionsIn, on, text } from './flags.js'
import type { Interruption } from './interruption.js'
import { refused } from './refusal.js'
import { ask } from './terminal/input.js'
import type { Terminal } from './terminal/terminal.js'

export const CONFIRMING = group('Confirming:', {
  yes: on('go on without asking; not enough for production'),
  confirm: text(
    '<word>',
    'go on without asking: the name of the deployment, or the word that a plan of several shows',
  ),
})

/** The same for a deletion, which no yes confirms. */
export const CONFIRMING_DELETION = group('Confirming:', {
  yes: on('not enough to delete: --confirm is'),
  confirm: text('<word>', 'go on without asking: the word that the question asks for'),
})

/** The flags that may confirm a write, and the terminal to ask on. Without a terminal, a write needs the flags. */
interface Asking {
  readonly options: OptionsIn<typeof CONFIRMING>
  readonly terminal: Terminal
  readonly interruption: Interruption
}

/**
 * Has a write confirmed: by its name for a guarded deployment, elsewhere by yes or no.
 * @param risk what the write does to any deployment, if that is reason enough to have it named
 */
export async function confirmWrite(
  what: string,
  { identity: { type, guarded }, label }: OpenDeployment,
  asking: Asking,
  risk?: string,
): Promise<void> {
  const reason = guarded ? `is ${described(type)}` : risk
  await (reason === undefined
    ? byYes(`${what} on ${label}`, label, asking)
    : confirmByName(`${what} on ${label}, which ${reason}`, label, asking))
}

/** One of several deployments that are to be written to. */
export interface Written {
  readonly open: OpenDeployment
  /** The effect of the write on any deployment, if that is reason enough to have all of them named. */
  readonly risk: string | undefined
}

/** A selection of several deployments: a file, a team or a project, as a confirmation calls it. */
export interface Selection {
  readonly label: string
  /** True if it is a part of what the label stands for: then the word of a confirmation binds which part. */
  readonly isPart: boolean
}

/**
 * Returns the word that confirms a write to several deployments: what lists them and their number, so that a list with one more
 * asks anew. Of a part, it has a digest of their names, too: another part of the same size is another word.
 */
export async function wordFor({ label, isPart }: Selection, names: readonly string[]): Promise<string> {
  const word = `${label}=${names.length}`
  if (!isPart) return word
  const bytes = new TextEncoder().encode(names.toSorted().join('\n'))
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
  return `${word}:${digest.slice(0, 6)}`
}

/** Returns the word that confirms a write to several deployments: another one if data is handed out. */
export async function wordForAll(
  selection: Selection,
  deployments: readonly (Pick<Written, 'risk'> & { readonly open: Pick<OpenDeployment, 'label'> })[],
): Promise<string> {
  const word = await wordFor(
    selection,
    deployments.map(({ open }) => open.label),
  )
  return deployments.some(({ risk }) => risk !== undefined) ? `${word}+logs` : word
}

/**
 * Has writes to several deployments confirmed: by their word, if one is guarded or hands data out, else by yes or no.
 * @param before the word that confirmed the same changes before, if they are resumed
 * @returns true if the word was given
 */
export async function confirmFleet(
  deployments: readonly Written[],
  word: string,
  asking: Asking,
  before?: string,
): Promise<boolean> {
  if (before !== undefined && asking.options.confirm === before) return true
  const { length } = deployments
  const guarded = deployments.filter(({ open }) => open.identity.guarded).length
  const what = `Change ${length} deployment${length === 1 ? '' : 's'}`
  const reasons = [
    ...(guarded > 0 ? [`${ofWhich(guarded, length)} may be production`] : []),
    ...risksOf(deployments),
  ]
  if (reasons.length > 0) await confirmByName(`${what}, ${reasons.join(', ')}`, word, asking)
  else await byYes(what, word, asking)
  return reasons.length > 0 || asking.options.confirm !== undefined
}

/** Says for each risk how many take it. Of many, such as a place of its own for each deployment, the last are only counted. */
function risksOf(deployments: readonly Written[]): string[] {
  const risks = new Map<string, number>()
  for (const { risk } of deployments) if (risk !== undefined) risks.set(risk, (risks.get(risk) ?? 0) + 1)
  const lines = Array.from(risks, ([risk, count]) => `${eachOf(count, deployments.length)} ${risk}`)
  const left = [...risks.values()].slice(MOST_RISKS).reduce((sum, count) => sum + count, 0)
  return [...lines.slice(0, MOST_RISKS), ...(left > 0 ? [`and so do ${left} to other places`] : [])]
}

const MOST_RISKS = 3

/** Says for how many of several each: `which`, `each of which`, `1 of which`, `each of 2 of them`. */
function eachOf(count: number, all: number): string {
  if (count === 1) return ofWhich(1, all)
  return count === all ? 'each of which' : `each of ${count} of them`
}

/** Says how many of several: `which`, `all of which`, `2 of which`. */
function ofWhich(count: number, all: number): string {
  if (all === 1) return 'which'
  return count === all ? 'all of which' : `${count} of which`
}

async function byYes(what: string, word: string, asking: Asking): Promise<void> {
  if (isConfirmed(word, what, asking) || asking.options.yes) return
  const answer = await answerTo(`${what}? [y/N] `, `${what}: that needs a yes`, ['--yes'], asking)
  if (!/^y(?:es)?$/i.test(answer)) throw refused('Not confirmed.')
}

/** Has something confirmed by a word that nobody types by habit, such as the name of what it is done to. */
export async function confirmByName(what: string, word: string, asking: Asking): Promise<void> {
  if (isConfirmed(word, what, asking)) return
  const needs = `${what}: that needs --confirm ${word}`
  const answer = await answerTo(`${what}. Type ${word} to go on: `, needs, ['--confirm', word], asking)
  if (answer !== word) throw refused('Not confirmed.')
}

function isConfirmed(word: string, what: string, { options: { confirm } }: Asking): boolean {
  if (confirm === undefined || confirm === word) return confirm === word
  throw refused(`${what}: --confirm says something else, and this is ${word}.`, {
    data: { option: 'confirm' },
  })
}

async function answerTo(
  question: string,
  needs: string,
  add: readonly string[],
  { terminal, interruption }: Asking,
): Promise<string> {
  if (terminal.interactive) return (await ask(terminal, question, interruption)).trim()
  throw refused(`${needs}, and there is no terminal to ask.`, { add: [add] })
}

function described(type: string): string {
  return (
    { prod: 'production', custom: 'a custom deployment' }[type] ?? `perhaps production (${printable(type)})`
  )
}
