import type { Target } from './deployment/deployment.js'
import { refused } from './refusal.js'
import { repeated, type Session } from './session.js'
import { ask } from './terminal/prompt.js'

/**
 * Has a write confirmed: by the name of a guarded deployment, elsewhere by yes or no. Without a terminal nothing is
 * asked and nothing assumed.
 */
export async function confirmWrite(
  session: Session,
  what: string,
  { identity, label }: Target,
): Promise<void> {
  const { type, guarded } = identity
  await (guarded
    ? confirmByWord(session, `${what} on ${label}, which is ${described(type)}`, label)
    : confirmByYes(session, `${what} on ${label}`, label))
}

/** Has writes to several deployments confirmed: where some are guarded, by the number of those. */
export async function confirmFleet(session: Session, targets: readonly Target[]): Promise<void> {
  const guarded = targets.filter(({ identity }) => identity.guarded).length
  const what = `Change ${targets.length} deployment${targets.length === 1 ? '' : 's'}`
  await (guarded > 0
    ? confirmByWord(session, `${what}, ${guarded} of which may be production`, `${guarded}`)
    : confirmByYes(session, what, `${targets.length}`))
}

async function confirmByYes(session: Session, what: string, word: string): Promise<void> {
  const { flags, terminal, interruption } = session
  assertNoOtherWord(session, word)
  if (flags.on('yes') || flags.has('confirm')) return
  if (!terminal.interactive) {
    const next = [repeated(session, '--yes')]
    throw refused(`${what}: that needs a yes, and there is no terminal to ask for it.`, { next })
  }
  const answer = await ask(terminal, `${what}? [y/N] `, interruption.signal)
  if (!/^y(?:es)?$/i.test(answer.trim())) throw refused('Not confirmed.')
}

/** Has a write confirmed by a word that nobody types by habit. */
async function confirmByWord(session: Session, what: string, word: string): Promise<void> {
  const { flags, terminal, interruption } = session
  assertNoOtherWord(session, word)
  if (flags.has('confirm')) return
  if (!terminal.interactive) {
    const next = [repeated(session, '--confirm', word)]
    throw refused(`${what}: that needs --confirm ${word}, and there is no terminal to ask.`, { next })
  }
  const answer = await ask(terminal, `${what}. Type ${word} to go on: `, interruption.signal)
  if (answer.trim() !== word) throw refused('Not confirmed.')
}

function assertNoOtherWord({ flags }: Session, word: string): void {
  const given = flags.text('confirm')
  if (given === undefined || given === word) return
  throw refused(`--confirm says something else, and this is ${word}.`)
}

function described(type: string): string {
  return { prod: 'production', custom: 'a custom deployment' }[type] ?? `perhaps production (${type})`
}
