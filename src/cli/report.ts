import type { CommandResult } from './command.js'
import type { Failure } from './failure.js'
import { EXIT, type Refusal, usage } from './refusal.js'
import { styled } from './terminal/line.js'
import type { Terminal } from './terminal/terminal.js'

/** Prints the result of a command. Returns the exit code. */
export function report(terminal: Terminal, json: boolean, result: CommandResult): number {
  const { data, lines = [], raw, exitCode = EXIT.done } = result
  if (json) printJson(terminal, data)
  else if (raw !== undefined) terminal.printRaw(raw)
  else terminal.print(lines)
  return exitCode
}

/** Prints why a command failed: on stderr, and with `--json` as an object on stdout, too. Returns the exit code. */
export function reportFailure(terminal: Terminal, json: boolean, failure: Failure): number {
  const { exitCode, title, message, written, next, data } = failure
  terminal.progress('')
  const [first = '', ...more] = message.split('\n')
  terminal.note([styled('red', `${title}: `), first], ...more)
  if (next.length > 0) terminal.note('To go on:', ...next.map(command => ['  ', styled('bold', command)]))
  if (json) printJson(terminal, { error: { ...data, exitCode, message, written }, next })
  return exitCode
}

/** Refuses a command line by what the parser says of it. */
export function refuseUsage(complaint: string): Refusal {
  const said = withoutStrayValue(complaint)
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .trim()
    .replace(/ \((Did you mean .*\?)\)$/, '. $1')
    .replace(/[^.?]$/, '$&.')
  return usage(`${said.charAt(0).toUpperCase()}${said.slice(1)}`)
}

/** A word in the place of a command or a flag may be a secret: it is repeated only if it looks like one of them. */
function withoutStrayValue(complaint: string): string {
  return complaint.replace(/unknown (option|command) '(.*)'/s, (_, kind: string, typed: string) => {
    const [known] = /^(?:(?:--)?[a-z][a-z-]{0,30}|-[a-z])$/.exec(typed) ?? []
    return known === undefined ? `unknown ${kind}` : `unknown ${kind} '${known}'`
  })
}

function printJson(terminal: Terminal, data: object | undefined): void {
  if (data) terminal.printRaw(`${JSON.stringify(data, null, 2)}\n`)
}
