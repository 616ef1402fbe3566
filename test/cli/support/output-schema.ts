import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { commands } from '../../../src/cli/commands.js'
import { commandNamed } from '../../../src/cli/parser.js'

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
const isOutput = ajv.compile(JSON.parse(readFileSync('schema/command.schema.json', 'utf8')))

/**
 * Returns what the published schema refuses of the output of a command, by its words: nothing if all is as described.
 * @param command the words of the command, such as `env list`
 */
export function mismatches(command: string, output: unknown): readonly string[] {
  if (isOutput({ [command]: output })) return []
  return (isOutput.errors ?? []).map(({ instancePath, message, params }) => {
    return `${instancePath} ${message} ${JSON.stringify(params)}`
  })
}

/** Refuses an output with `--json` that the published schema does not describe. */
export function assertDescribed(args: readonly string[], stdout: string): void {
  const end = args.indexOf('--')
  const flags = end === -1 ? args : args.slice(0, end)
  if (!flags.includes('--json') || stdout === '' || flags.includes('--help')) return
  // A command that nobody knows is refused, as any other is.
  const { name = 'completion' } = commandNamed(commands, args) ?? {}
  const isLive = name === 'audit-log' && flags.includes('--follow')
  const outputs = isLive ? stdout.split('\n').slice(0, -1) : [stdout]
  const command = isLive ? 'audit-log --follow' : name
  const found = outputs.flatMap(text => mismatches(command, JSON.parse(text)))
  if (found.length > 0) throw new Error(`${command}: schema/command.schema.json refuses\n${found.join('\n')}`)
}
