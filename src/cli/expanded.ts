import { lstat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { printable } from '../text/quote.js'
import { endOfFlags } from './command-line.js'
import type { Host } from './host.js'
import { usage } from './refusal.js'
import { styled } from './terminal/line.js'
import type { Terminal } from './terminal/terminal.js'

/** A command line, and the surroundings that it was typed in. */
interface Typed {
  readonly typed: readonly string[]
  readonly host: Host
  readonly terminal: Terminal
}

/**
 * Refuses a pattern of names that the shell replaced by names of files: the first became the pattern, and the others became
 * arguments. Where one file alone fits, that is a name like any other, and only noted.
 * @param flags the flags that take patterns, as they are typed
 * @throws {Refusal} for a name of a file that another one follows, or that can't be the name of a variable
 */
export async function assertNotExpanded(
  flags: readonly string[],
  { typed, host, terminal }: Typed,
): Promise<void> {
  // `--only=STRIPE_*` is one word, which the shell leaves as it is.
  const places = [...typed.slice(0, endOfFlags(typed)).keys()].filter(at => flags.includes(typed[at] ?? ''))
  for (const at of places) {
    const [flag = '', word = '', follower = ''] = typed.slice(at, at + 3)
    if (!(await exists(word, host))) continue
    const shown = printable(word)
    const wayOut = `Put a pattern in quotes, such as ${flag} "STRIPE_*".`
    if (!/^\w+$/.test(word)) throw usage(`${flag} ${shown} names a file, not a variable. ${wayOut}`)
    const ifMeant = `If the name is meant: ${flag}=${shown}.`
    if (await exists(follower, host)) {
      throw usage(
        `${flag} ${shown}: that is a file here, and so is ${printable(follower)} behind it, as if the shell had expanded a pattern. ${wayOut} ${ifMeant}`,
      )
    }
    terminal.note(
      styled(
        'yellow',
        `${flag} ${shown} is a file here, too. If the shell expanded a pattern: ${wayOut} ${ifMeant}`,
      ),
    )
  }
}

async function exists(word: string, { folder }: Host): Promise<boolean> {
  if (word === '' || word.startsWith('-')) return false
  return lstat(resolve(folder, word)).then(
    () => true,
    () => false,
  )
}
