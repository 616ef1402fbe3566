import { usage } from '../refusal.js'
import type { Terminal } from './terminal.js'

/** All that comes on stdin. */
export async function readStdin({ stdin }: Terminal): Promise<Uint8Array> {
  if (stdin.isTTY) throw usage('Nothing comes on stdin: it is a terminal. Pipe something in, or name a file.')
  const chunks: Uint8Array[] = []
  for await (const chunk of stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A text, or a refusal of what is none: a value with replaced characters would be another value. */
export function decodeUtf8(bytes: Uint8Array, from: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw usage(`${from} is not UTF-8.`)
  }
}
