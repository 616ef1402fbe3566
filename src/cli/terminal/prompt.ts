import type { Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { refused } from '../refusal.js'
import { render } from './line.js'
import type { Terminal } from './terminal.js'

/** Asks a person for a line. */
export async function ask(
  { stdin, stderr }: Terminal,
  question: string,
  signal: AbortSignal,
): Promise<string> {
  return answer(await open(stdin, stderr), render(question, false), signal)
}

/** Asks a person for a secret: nothing of what is typed or pasted is shown. */
export async function askHidden(
  { stdin, stderr }: Terminal,
  question: string,
  signal: AbortSignal,
): Promise<string> {
  // Opened before the question shows: until then the terminal itself shows what is typed.
  const reader = await open(stdin, new Writable({ write: (_chunk, _encoding, done) => done() }))
  stderr.write(render(question, false))
  try {
    return await answer(reader, '', signal)
  } finally {
    stderr.write('\n')
  }
}

/** Most commands ask nothing, and start sooner without what asks. */
async function open(input: Terminal['stdin'], output: Writable): Promise<Interface> {
  const { createInterface } = await import('node:readline/promises')
  return createInterface({ input, output, terminal: true, historySize: 0 })
}

/** Ctrl-C and the end of the input give up, as the signal does: an empty answer is one that somebody gave. */
async function answer(reader: Interface, prompt: string, signal: AbortSignal): Promise<string> {
  const closed = new AbortController()
  reader.once('close', () => closed.abort())
  reader.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return await reader.question(prompt, { signal: AbortSignal.any([signal, closed.signal]) })
  } catch (error) {
    signal.throwIfAborted()
    if (closed.signal.aborted) throw refused('The input ended before an answer.')
    throw error
  } finally {
    reader.close()
  }
}
