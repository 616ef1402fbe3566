import { printable } from '../text/quote.js'
import type { OpenDeployment } from './deployment/open.js'
import { group, type OptionsIn, on, text } from './flags.js'
import type { Interruption } from './interruption.js'
import { refused } from './refusal.js'
import { ask } from './terminal/input.js'
import type { Terminal } from './terminal/terminal.js'

export const CONFIRMING = group('Confirming:', {
  yes: on('go on without asking; not enough for production'),
  confirm: text('<name>', 'go on without asking, on the deployment with this name'),
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

/**
 * Has writes to several deployments confirmed: by the list and their number, if one is guarded, or hands data out: then the word
 * is another one. A list with one more asks anew.
 * @param list the name of what lists them
 */
export async function confirmFleet(
  deployments: readonly { readonly open: OpenDeployment; readonly risk: string | undefined }[],
  list: string,
  asking: Asking,
): Promise<void> {
  const { length } = deployments
  const guarded = deployments.filter(({ open }) => open.identity.guarded).length
  const [risk] = deployments.flatMap(one => one.risk ?? [])
  const what = `Change ${length} deployment${length === 1 ? '' : 's'}`
  const word = `${list}=${length}${risk === undefined ? '' : '+logs'}`
  const reasons = [
    ...(guarded > 0 ? [`${guarded} of which may be production`] : []),
    ...(risk === undefined ? [] : [`one of which ${risk}`]),
  ]
  await (reasons.length > 0
    ? confirmByName(`${what}, ${reasons.join(', ')}`, word, asking)
    : byYes(what, word, asking))
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
  throw refused(`${what}: --confirm says something else, and this is ${word}.`)
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
