import type { ReadStream, WriteStream } from 'node:tty'
import { EXIT } from '../exit.js'
import { type Line, render, safeText } from './line.js'

/** The three streams of a process. Data goes to stdout, everything else to stderr. */
export interface Terminal {
  /** Whether a person can be asked: stdin and stderr are terminals. */
  readonly interactive: boolean
  readonly stdin: ReadStream
  readonly stderr: WriteStream
  /** Prints data. */
  print(lines: readonly Line[]): void
  /** Prints data to the byte; on a terminal without what could steer it, and ending its line. */
  printRaw(text: string): void
  /** Prints everything that is no data. */
  note(...lines: readonly Line[]): void
  /** Shows a passing line on a terminal, in place of the one before; an empty one clears it. */
  progress(text: string): void
}

/** The terminal of a process. A reader of stdout that goes away, such as `head`, is no failure. */
export function createTerminal(host: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = host
  const colours = (stream: WriteStream) => stream.isTTY === true && !env.NO_COLOR
  let passing = false
  const clear = () => {
    if (passing) stderr.write('\r\x1b[K')
    passing = false
  }
  // Where stderr can't be written to, there is nobody left to tell; what is under way goes on.
  stderr.on('error', () => {})
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return
    stderr.write(`The output can't be written (${code}).\n`)
    host.once('exit', () => (host.exitCode ||= EXIT.failed))
  })
  return {
    get interactive() {
      return host.stdin.isTTY === true && stderr.isTTY === true
    },
    // Opened where it is read, which takes time.
    get stdin() {
      return host.stdin
    },
    stderr,
    print(lines) {
      stdout.write(lines.map(line => `${render(line, colours(stdout))}\n`).join(''))
    },
    printRaw(text) {
      if (!stdout.isTTY) return void stdout.write(text)
      const shown = safeText(text)
      stdout.write(shown.endsWith('\n') ? shown : `${shown}\n`)
    },
    note(...lines) {
      clear()
      for (const line of lines) stderr.write(`${render(line, colours(stderr))}\n`)
    },
    progress(text) {
      if (!stderr.isTTY) return
      clear()
      passing = text !== ''
      stderr.write(render(text, false))
    },
  }
}
