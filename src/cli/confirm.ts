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

/** Has a write confirmed. Without a terminal nothing is asked and nothing assumed. */
export interface Confirm {
  /** By its name for a guarded deployment, elsewhere by yes or no. */
  write(what: string, deployment: OpenDeployment): Promise<void>
  /** For several deployments: by the number of guarded ones, if there are any. */
  fleet(deployments: readonly OpenDeployment[]): Promise<void>
}

/** Makes what asks, or takes the answer from the flags. */
export function createConfirm({
  options: { yes, confirm },
  terminal,
  interruption,
}: {
  readonly options: OptionsIn<typeof CONFIRMING>
  readonly terminal: Terminal
  readonly interruption: Interruption
}): Confirm {
  async function byYes(what: string, word: string): Promise<void> {
    assertNoOtherWord(word)
    if (yes || confirm !== undefined) return
    if (!terminal.interactive) {
      const add = [['--yes']]
      throw refused(`${what}: that needs a yes, and there is no terminal to ask for it.`, { add })
    }
    const answer = await ask(terminal, `${what}? [y/N] `, interruption)
    if (!/^y(?:es)?$/i.test(answer.trim())) throw refused('Not confirmed.')
  }

  /** Asks for a word that nobody types by habit. */
  async function byWord(what: string, word: string): Promise<void> {
    assertNoOtherWord(word)
    if (confirm !== undefined) return
    if (!terminal.interactive) {
      const add = [['--confirm', word]]
      throw refused(`${what}: that needs --confirm ${word}, and there is no terminal to ask.`, { add })
    }
    const answer = await ask(terminal, `${what}. Type ${word} to go on: `, interruption)
    if (answer.trim() !== word) throw refused('Not confirmed.')
  }

  function assertNoOtherWord(word: string): void {
    if (confirm === undefined || confirm === word) return
    throw refused(`--confirm says something else, and this is ${word}.`)
  }

  return {
    async write(what, { identity: { type, guarded }, label }) {
      await (guarded
        ? byWord(`${what} on ${label}, which is ${described(type)}`, label)
        : byYes(`${what} on ${label}`, label))
    },
    async fleet(deployments) {
      const { length } = deployments
      const guarded = deployments.filter(({ identity }) => identity.guarded).length
      const what = `Change ${length} deployment${length === 1 ? '' : 's'}`
      await (guarded > 0
        ? byWord(`${what}, ${guarded} of which may be production`, `${guarded}`)
        : byYes(what, `${length}`))
    },
  }
}

function described(type: string): string {
  return { prod: 'production', custom: 'a custom deployment' }[type] ?? `perhaps production (${type})`
}
