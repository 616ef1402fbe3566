import type { Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { printable } from '../../text/quote.js'
import type { Interruption } from '../interruption.js'
import { refused, unusable, usage } from '../refusal.js'
import { render } from './line.js'
import type { Terminal } from './terminal.js'

/** Asks a person for a line. */
export async function ask(
  { stdin, stderr }: Terminal,
  question: string,
  interruption: Interruption,
): Promise<string> {
  return answer(await open(stdin, stderr), render(question, false), interruption)
}

/** Asks a person for a secret: nothing of what is typed or pasted is shown. */
export async function askHidden(
  { stdin, stderr }: Terminal,
  question: string,
  interruption: Interruption,
): Promise<string> {
  // Opened before the question shows: until then the terminal itself shows what is typed.
  const reader = await open(stdin, new Writable({ write: (_chunk, _encoding, done) => done() }))
  stderr.write(render(question, false))
  try {
    return await answer(reader, '', interruption)
  } finally {
    stderr.write('\n')
  }
}

/** Reads all that comes on stdin. */
export async function readStdin({ stdin }: Terminal): Promise<Uint8Array> {
  if (stdin.isTTY)
    throw usage('Nothing comes on stdin, which is a terminal. Pipe something in, or name a file.')
  const chunks: Uint8Array[] = []
  for await (const chunk of stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Decodes a text, and refuses bytes that are not UTF-8: a value with replaced characters would be another value. */
export function decodeUtf8(bytes: Uint8Array, from: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw unusable(`${printable(from)} is not UTF-8.`)
  }
}

/** Loads readline only here: most commands ask nothing, and start sooner without it. */
async function open(input: Terminal['stdin'], output: Writable): Promise<Interface> {
  const { createInterface } = await import('node:readline/promises')
  return createInterface({ input, output, terminal: true, historySize: 0 })
}

/** Waits for a line. Gives up on Ctrl-C, at the end of the input and by the signal: an empty answer is an answer. */
async function answer(reader: Interface, prompt: string, interruption: Interruption): Promise<string> {
  const { signal } = interruption
  const closed = new AbortController()
  reader.once('close', () => closed.abort())
  reader.once('SIGINT', () => interruption.interrupt())
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
