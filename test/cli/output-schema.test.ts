import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { isObject } from '../../src/text/member.js'
import { mismatches } from './support/output-schema.js'
import { workspaceWithFake } from './support/workspace.js'

const schema = JSON.parse(readFileSync('schema/command.schema.json', 'utf8'))

interface Reference {
  $ref: string
}

interface Described {
  else: Reference | { anyOf: Reference[] }
}

/** Returns the definitions of an output: that of one deployment first, then that of several. */
function definitionsOf(result: Described['else']) {
  const references = 'anyOf' in result ? result.anyOf : [result]
  return references.map(({ $ref }) => schema.$defs[$ref.replace('#/$defs/', '')])
}

test('every command has a schema, and every schema a command', () => {
  const described = Object.keys(schema.properties).filter(name => name !== 'audit-log --follow')
  expect(described.sort()).toEqual(commands.map(({ name }) => name).sort())
})

test('every output has `next`, and an error is no result of any command', () => {
  for (const [command, { else: result }] of Object.entries<Described>(schema.properties)) {
    if (command === 'audit-log --follow') continue
    for (const definition of definitionsOf(result)) {
      expect(definition.required, command).toContain('next')
      expect(Object.keys(definition.properties), command).not.toContain('error')
    }
  }
})

test('each example of a shape is of that shape', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true }).addSchema(schema, 'command')
  for (const [name, { examples = [] }] of Object.entries<{ examples?: unknown[] }>(schema.$defs))
    for (const example of examples)
      expect(ajv.validate(`command#/$defs/${name}`, example), `${name}: ${ajv.errorsText()}`).toBe(true)
})

/** The members whose content others say: what they hold is not the command's. */
const OPEN = /\.(?:options|after|before|metadata)\b|\/usageLimits\b/

test.each([
  ['env plan', ['env', 'plan', 'app.env']],
  ['env apply', ['env', 'apply', 'app.env', '--yes']],
  ['env apply', ['env', 'apply', 'app.env']],
  ['env get', ['env', 'get', 'A']],
  ['env get', ['env', 'get', 'GONE']],
  ['env set', ['env', 'set', 'A', '--frm-env']],
] as const)('of an output of %s, no member can be another one: %j', async (command, words) => {
  const { run, write } = await workspaceWithFake({ environmentVariables: { A: '1', B: '2' } })
  await write('app.env', 'A=2\nC=3\n')
  const { json } = await run([...words, '--json'])
  expect(mismatches(command, json())).toEqual([])
  const places = placesIn(json()).filter(place => !OPEN.test(`.${place.join('.')}`))
  expect(places.length).toBeGreaterThan(4)
  const accepted = places.filter(place => {
    const mutants = [changed(json(), place, () => [[[]]]), changed(json(), place, withStranger)]
    return mutants.some(mutant => mismatches(command, mutant).length === 0)
  })
  expect(accepted).toEqual([])
})

/** Returns the paths of all values in a value. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return [path, ...inside.flatMap(([name, member]) => placesIn(member, [...path, name]))]
}

/** Returns a value in which the one at a path is another. */
function changed(
  value: unknown,
  [name, ...rest]: readonly string[],
  change: (value: unknown) => unknown,
): unknown {
  if (name === undefined) return change(value)
  const copy: unknown = structuredClone(value)
  if (Array.isArray(copy))
    return copy.map((item, at) => (`${at}` === name ? changed(item, rest, change) : item))
  return isObject(copy) ? { ...copy, [name]: changed(Reflect.get(copy, name), rest, change) } : copy
}

function withStranger(value: unknown): unknown {
  return isObject(value) ? { ...value, stranger: true } : Symbol('no JSON')
}

test('the page of the guide lists the members of every output', () => {
  const rows = readFileSync('docs/guide/json.md', 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| `'))
  for (const [command, { else: result }] of Object.entries<Described>(schema.properties)) {
    const row = rows.find(line => line.split(' | ')[0]?.includes(`\`${command}\``))
    if (command === 'audit-log --follow' || command === 'env run') expect(row).toBeDefined()
    else {
      const [{ properties }] = definitionsOf(result)
      const members = Object.keys(properties).filter(name => name !== 'next')
      const listed = [...(row?.split(' | ')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name)
      expect(listed, command).toEqual(members)
    }
  }
})
