import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { render } from './line.js'
import type { Terminal } from './terminal.js'

/** Asks a person for a line. */
export function ask(terminal: Terminal, question: string, signal: AbortSignal): Promise<string> {
  return readAnswer(terminal, question, signal, terminal.stderr)
}

/** Asks a person for a secret: nothing of what is typed or pasted is shown. */
export async function askHidden(terminal: Terminal, question: string, signal: AbortSignal): Promise<string> {
  terminal.stderr.write(render(question, false))
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  try {
    return await readAnswer(terminal, '', signal, nowhere)
  } finally {
    terminal.stderr.write('\n')
  }
}

/** Ctrl-C and the end of the input give up, as the signal does. */
async function readAnswer(
  { stdin }: Terminal,
  question: string,
  signal: AbortSignal,
  output: Writable,
): Promise<string> {
  const reader = createInterface({ input: stdin, output, terminal: true, historySize: 0 })
  const closed = new AbortController()
  reader.once('close', () => closed.abort())
  reader.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return await reader.question(render(question, false), {
      signal: AbortSignal.any([signal, closed.signal]),
    })
  } catch (error) {
    signal.throwIfAborted()
    if (closed.signal.aborted) return ''
    throw error
  } finally {
    reader.close()
  }
}
