import type { Writable } from 'node:stream'
import type { Logger } from '../../index.js'
import { printableLines } from '../../text/quote.js'
import type { Conceal } from '../conceal.js'
import type { Host } from '../host.js'
import type { Interruption } from '../interruption.js'
import { type Keyboard, takeKeyboard } from './keyboard.js'
import { type Line, pieces, render } from './line.js'
import { showWaiting } from './waiting.js'
import { widthOf } from './wrap.js'

/** The three streams of a command. Data goes to stdout, everything else to stderr. */
export interface Terminal extends Pick<Host, 'stdin' | 'stderr'> {
  /** True if a person can be asked: stdin and stderr are terminals. */
  readonly interactive: boolean
  /** Prints data. */
  print(lines: readonly Line[]): void
  /** Prints data to the byte; on a terminal without control characters, and with a line break at the end. */
  printRaw(text: string): void
  /** Prints everything that is not data. */
  note(...lines: readonly Line[]): void
  /** Shows a passing line on a terminal, in place of the one before; an empty one clears it. */
  progress(text: string): void
  /** Shows which calls take long, unless a passing line shows how far the command is. */
  readonly logger: Logger
  /** Takes the keyboard, for the rest of the command: from now on nothing that is typed shows by itself. */
  keyboard(interruption: Interruption): Keyboard
  /** Takes out of a text what must not be repeated. */
  readonly conceal: Conceal
  /** Gives the keyboard back, if it was taken. */
  release(): Promise<void>
  /** Waits until all data is written. Returns false if some of it is lost, which it reports. */
  flush(): Promise<boolean>
}

/**
 * Opens the streams of a host. A reader of stdout that goes away, such as `head`, is not an error.
 * @param conceal takes out of all that is no data what must not be repeated
 */
export function createTerminal(host: Host, conceal: Conceal): Terminal {
  const { stdout, stderr, environment } = host
  const coloured = (stream: Host['stdout']) => stream.isTTY === true && !environment.NO_COLOR
  let passing: 'progress' | 'waiting' | undefined
  let broken: 'away' | 'lost' | undefined
  let keyboard: Keyboard | undefined
  const clear = () => {
    if (passing) stderr.write('\r\x1b[K')
    passing = undefined
  }
  const pass = (kind: 'progress' | 'waiting', text: string) => {
    if (!stderr.isTTY) return
    clear()
    if (text === '') return
    passing = kind
    // Of a line that the terminal broke in two, only the second would be cleared.
    stderr.write(render(conceal(text), false).slice(0, (widthOf(stderr) ?? 80) - 1))
  }
  // If stderr can't be written to, nothing can be reported; the command goes on.
  stderr.on('error', () => {})
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (broken !== undefined) return
    broken = code === 'EPIPE' ? 'away' : 'lost'
    if (broken === 'lost') stderr.write(`The output can't be written (${code}).\n`)
  })
  return {
    get interactive() {
      return host.stdin.isTTY === true && stderr.isTTY === true
    },
    // Opened only if it is read: that takes time.
    get stdin() {
      return host.stdin
    },
    stderr,
    print(lines) {
      clear()
      stdout.write(lines.map(line => `${render(line, coloured(stdout), widthOf(stdout))}\n`).join(''))
    },
    printRaw(text) {
      clear()
      if (!stdout.isTTY) return void stdout.write(text)
      const shown = printableLines(text)
      stdout.write(shown.endsWith('\n') ? shown : `${shown}\n`)
    },
    note(...lines) {
      clear()
      for (const line of lines) {
        const shown = pieces(line).map(piece => ({ ...piece, text: conceal(piece.text) }))
        stderr.write(`${render(shown, coloured(stderr), widthOf(stderr))}\n`)
      }
    },
    progress: text => pass('progress', text),
    logger: showWaiting(text => passing !== 'progress' && pass('waiting', text)),
    conceal,
    keyboard(interruption) {
      keyboard ??= takeKeyboard(host.stdin, interruption.interrupt)
      return keyboard
    },
    async release() {
      await keyboard?.release()
    },
    async flush() {
      if (broken === undefined) await written(stdout)
      return broken !== 'lost'
    },
  }
}

/** Waits for what was written before, and for the event of its error. */
function written(stream: Writable): Promise<void> {
  return new Promise(resolve => stream.write('', () => setImmediate(resolve)))
}
