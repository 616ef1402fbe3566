import type { CommandResult, Items } from './command.js'
import { concealed } from './conceal.js'
import type { Failure } from './failure.js'
import type { Shapes } from './output.js'
import { EXIT } from './refusal.js'
import { columns, renderJson, styled, toCopy } from './terminal/line.js'
import type { Terminal } from './terminal/terminal.js'

/** Prints what comes of one command. With `--json` all of it is one object on stdout. */
export interface Report {
  /** Prints the result. Returns the exit code. */
  result(result: CommandResult): Promise<number>
  /** Prints why the command failed: on stderr, and with `--json` on stdout, too. Returns the exit code. */
  failure(failure: Failure): number
}

export function createReport(terminal: Terminal, json: boolean): Report {
  const { conceal } = terminal
  // A line without its token would not work.
  const usable = (lines: readonly string[]) => lines.filter(line => conceal(line) === line)
  let printer: ItemPrinter | undefined
  return {
    async result({ data, next = [], lines = [], raw, items, exitCode = EXIT.done }) {
      if (items) {
        printer = printerOf(terminal, json, data, items)
        for await (const item of items.values) printer.add(item)
        printer.end({ next: usable(next) })
      } else if (json) printJson(terminal, data && { ...data, next: usable(next) })
      else if (raw !== undefined) terminal.printRaw(raw)
      else terminal.print(lines)
      return exitCode
    },
    failure({ exitCode, message, written, next: found, data, result }) {
      const next = usable(found)
      const whole: Shapes['Failure'] = { ...result, error: { ...data, exitCode, message, written }, next }
      const error = concealed(whole, conceal)
      // The items before an error are shown, too: theirs is the object that the error ends.
      if (printer) printer.end(error)
      else if (json) printJson(terminal, error)
      terminal.progress('')
      const [first = '', ...more] = message.split('\n')
      terminal.note([styled('red', 'Error: '), first], ...more)
      if (next.length > 0) terminal.note('To go on:', ...toCopy(next))
      return exitCode
    },
  }
}

function printJson(terminal: Terminal, data: object | undefined): void {
  if (data) terminal.printRaw(`${renderJson(data)}\n`)
}

type Item = Items['values'] extends AsyncIterable<infer One> ? One : never

/** Prints items while they are read. */
interface ItemPrinter {
  add(item: Item): void
  /** @param more the members of the JSON object that follow the items */
  end(more: object): void
}

function printerOf(terminal: Terminal, json: boolean, data: object | undefined, items: Items): ItemPrinter {
  if (items.live) return livePrinter(terminal, json)
  return json ? jsonPrinter(terminal, data, items.member) : linePrinter(terminal)
}

/** Prints each item at once, and with `--json` as a line of its own, as its last line an error. */
function livePrinter(terminal: Terminal, json: boolean): ItemPrinter {
  const printLine = (value: object) => terminal.printRaw(`${renderJson(value, 0)}\n`)
  return {
    add({ data, cells }) {
      if (json) printLine(data)
      else terminal.print(columns([cells]))
    },
    end(more) {
      if (json && 'error' in more) printLine(more)
    },
  }
}

/** The rows that are laid out together. */
const PAGE = 100

function linePrinter(terminal: Terminal): ItemPrinter {
  const waiting: Item[] = []
  const print = () => terminal.print(columns(waiting.splice(0).map(({ cells }) => cells)))
  return {
    add(item) {
      waiting.push(item)
      if (waiting.length === PAGE) print()
    },
    end: print,
  }
}

/** Prints one JSON object in the layout of all others: the text around an item is that around a zero in its place. */
function jsonPrinter(terminal: Terminal, data: object | undefined, member: string): ItemPrinter {
  const zero = '\n    0'
  let last: string | undefined
  return {
    add({ data: item }) {
      const [before = ''] = renderJson({ ...data, [member]: [0] }).split(`${zero}\n  ]\n}`)
      terminal.printRaw(last === undefined ? `${before}\n` : `${last},\n`)
      last = renderJson(item).replace(/^/gm, '    ')
    },
    end(more) {
      if (last === undefined) return printJson(terminal, { ...data, [member]: [], ...more })
      const [, ...after] = renderJson({ [member]: [0], ...more }).split(zero)
      terminal.printRaw(`${last}${after.join(zero)}\n`)
    },
  }
}
