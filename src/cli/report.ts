import { EXIT } from './exit.js'
import { failureOf } from './failure.js'
import type { Outcome } from './outcome.js'
import { usage } from './refusal.js'
import { styled } from './terminal/line.js'
import type { Terminal } from './terminal/terminal.js'

/** Prints what a command came to. */
export function report(terminal: Terminal, json: boolean, outcome: Outcome): number {
  const { data, lines = [], raw, exitCode = EXIT.done } = outcome
  if (json) printJson(terminal, data)
  else if (raw !== undefined) terminal.printRaw(raw)
  else terminal.print(lines)
  return exitCode
}

/** Prints why a command failed: on stderr, and with `--json` as an object on stdout, too. */
export function reportFailure(terminal: Terminal, json: boolean, error: unknown): number {
  const { exitCode, message, written, next, data } = failureOf(error)
  terminal.progress('')
  const [first = '', ...more] = message.split('\n')
  terminal.note([styled('red', `${TITLES[exitCode] ?? 'Failed'}: `), first], ...more)
  if (next.length > 0) terminal.note('To go on:', ...next.map(command => ['  ', styled('bold', command)]))
  if (json) printJson(terminal, { error: { ...data, exitCode, message, written }, next })
  return exitCode
}

const TITLES: { readonly [exitCode: number]: string } = {
  [EXIT.moved]: 'Moved',
  [EXIT.refused]: 'Refused',
  [EXIT.absent]: 'Absent',
  [EXIT.usage]: 'Usage',
  [EXIT.interrupted]: 'Interrupted',
}

/** Prints what is wrong with a command line. */
export function refuseUsage(terminal: Terminal, json: boolean, complaint: string): number {
  const said = withoutStrayValue(complaint)
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .trim()
    .replace(/ \((Did you mean .*\?)\)$/, '. $1')
    .replace(/[^.?]$/, '$&.')
  return reportFailure(terminal, json, usage(`${said.charAt(0).toUpperCase()}${said.slice(1)}`))
}

/** What stands where a command or a flag should may be a secret: only what looks like one of them is repeated. */
function withoutStrayValue(complaint: string): string {
  return complaint.replace(/unknown (option|command) '(.*)'/s, (_, kind: string, typed: string) => {
    const [known] = /^(?:(?:--)?[a-z][a-z-]{0,30}|-[a-z])$/.exec(typed) ?? []
    return known === undefined ? `unknown ${kind}` : `unknown ${kind} '${known}'`
  })
}

function printJson(terminal: Terminal, data: object | undefined): void {
  if (data) terminal.printRaw(`${JSON.stringify(data, null, 2)}\n`)
}
