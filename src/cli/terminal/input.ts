import { PassThrough } from 'node:stream'
import { atMost, decodeText, readAll } from '../bytes.js'
import type { Interruption } from '../interruption.js'
import { type RefusalDetails, refused, unusable, usage } from '../refusal.js'
import type { Keyboard } from './keyboard.js'
import { render, styled } from './line.js'
import type { Terminal } from './terminal.js'
import { createTyping, MARK_PASTES, type Typed, UNMARK_PASTES } from './typing.js'
import { PATIENCE } from './waiting.js'
import { widthOf } from './wrap.js'

/** Asks a person for a line. What was typed before the question shows is no answer to it. */
export async function ask(terminal: Terminal, question: string, interruption: Interruption): Promise<string> {
  // Loaded only here: most commands ask nothing, and start sooner without it.
  const { createInterface } = await import('node:readline/promises')
  const keyboard = terminal.keyboard(interruption)
  await keyboard.caughtUp()
  const input = new PassThrough()
  const stop = keyboard.listen(bytes => (bytes ? input.write(bytes) : input.end()))
  const reader = createInterface({ input, output: terminal.stderr, terminal: true, historySize: 0 })
  try {
    return await whileOpen(interruption, (resolve, end) => {
      reader.once('close', end)
      reader.question(render(terminal.conceal(question), false, widthOf(terminal.stderr))).then(resolve, end)
    })
  } catch (error) {
    // Ends the line of the question.
    terminal.stderr.write('\n')
    throw error
  } finally {
    stop()
    reader.close()
  }
}

/**
 * Asks a person for a secret: nothing of what is typed or pasted is shown, and a paste of several lines is taken whole.
 * @param instead the command line that takes the secret from a file
 */
export async function askHidden(
  terminal: Terminal,
  question: string,
  interruption: Interruption,
  instead: RefusalDetails,
): Promise<string> {
  const { stderr } = terminal
  const keyboard = terminal.keyboard(interruption)
  await keyboard.caughtUp()
  stderr.write(`${MARK_PASTES}${render(terminal.conceal(question), false, widthOf(stderr))}`)
  try {
    return await whileOpen(interruption, (resolve, end, fail) => {
      const typing = createTyping()
      let lines = 0
      const stop = keyboard.listen(bytes => {
        const typed = bytes ? typing.push(bytes) : ENDED
        if (typing.pastedLines !== lines) {
          lines = typing.pastedLines
          stderr.write(`(${lines} lines, Enter to go on) `)
        }
        if (typed === undefined) return
        stop()
        if (typed.kind === 'ended') return end()
        if (typed.kind === 'not-utf8') return fail(unusable('What was typed is not UTF-8.'))
        alone(typed, keyboard, instead).then(resolve, fail)
      })
    })
  } finally {
    stderr.write(`${UNMARK_PASTES}\n`)
  }
}

const ENDED: Typed = { kind: 'ended' }

/** Returns an answer if nothing follows it: without marks, only the first line of a paste arrives as the answer. */
async function alone(
  { text, rest }: Extract<Typed, { kind: 'line' }>,
  keyboard: Keyboard,
  instead: RefusalDetails,
): Promise<string> {
  let more = rest
  const stop = keyboard.listen(bytes => {
    more += Buffer.from(bytes ?? []).toString('latin1')
  })
  await keyboard.quiet()
  stop()
  // Enter twice is no second line, nor is the second half of CRLF.
  if (more.trim() === '') return text
  throw refused(
    'More than one line came in, and this terminal does not say what belongs to a paste: nothing of it is taken. Take ' +
      'the value from a file.',
    instead,
  )
}

/** Waits for an answer. Gives up by the signal, and at the end of the input: an empty answer is an answer. */
async function whileOpen(
  { signal }: Interruption,
  wait: (resolve: (text: string) => void, end: () => void, fail: (error: unknown) => void) => void,
): Promise<string> {
  signal.throwIfAborted()
  let stop = () => {}
  try {
    return await new Promise((resolve, reject) => {
      stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop)
      wait(resolve, () => reject(refused('The input ended before an answer.')), reject)
    })
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/**
 * Reads the text that comes on stdin, until the signal. After a second it says that it waits.
 * @throws {Refusal} if it is a terminal, is longer than 16 MiB, or is not UTF-8
 */
export async function readStdin({ stdin, note }: Terminal, { signal }: Interruption): Promise<string> {
  if (stdin.isTTY)
    throw usage('Nothing comes on stdin, which is a terminal. Pipe something in, or name a file.')
  const waiting = setTimeout(() => note(styled('dim', 'Reading stdin until it ends.')), PATIENCE)
  try {
    return decodeText(await readAll(stdin, signal, atMost('stdin')), 'stdin')
  } finally {
    clearTimeout(waiting)
  }
}
