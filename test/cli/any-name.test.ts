import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assembledOf, numRuns } from '../support/strings.js'
import { workspaceWithFake } from './support/workspace.js'

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/** Any end of a name, and many of those that would change how a message reads. */
const anyEnd = assembledOf('A', '\n', '\r\n', '\u001b[2J', '\u009b', '\u202e', '\u2028', '"', '\\').filter(
  end => !/\p{Surrogate}/u.test(end),
)

const COMMANDS: readonly [title: string, words: (name: string) => string[]][] = [
  ['a variable that is not there', name => ['env', 'get', name]],
  ['a variable to unset that is not there', name => ['env', 'unset', name]],
  ['a variable to unset without a terminal', name => ['env', 'unset', name, '--blind']],
  ['a variable that a file removes', () => ['env', 'plan', 'null.json']],
  ['a variable that cannot be set', () => ['env', 'apply', 'set.json']],
  ['a variable that a file sets twice', () => ['env', 'plan', 'twice.json']],
  ['a variable that a format cannot hold', () => ['env', 'list', '--show-values']],
  ['a variable that the plan of a file names', () => ['env', 'apply', '--plan', 'saved.json', 'set.json']],
  ['a file that is not there', name => ['env', 'plan', `${name}/app.env`]],
  ['a file to save to that is not there', name => ['env', 'pull', `${name}/app.env`]],
  [
    'a file with settings that is not there',
    name => ['log-streams', 'set', 'axiom', '--from-file', `${name}/x`],
  ],
  [
    'a file of deployments that is not there',
    name => ['env', 'plan', 'set.json', '--deployments', `${name}/x`],
  ],
  ['a plan that is not there', name => ['env', 'apply', 'set.json', '--plan', `${name}/x`]],
  ['a backup that is not there', name => ['env', 'plan', `backup:${name}/x`]],
  ['a file of the environment that is not there', name => ['env', 'list', '--env-file', `${name}/x`]],
  ['a log stream', name => ['log-streams', 'delete', name]],
  ['an address', name => ['canonical-urls', 'set', 'convexCloud', `https://example.com/${name}`]],
  ['a program that is not there', name => ['env', 'run', '--only', 'NONE', '--', `./${name}`]],
]

test.each(COMMANDS)(
  'a message about %s has as many lines whatever the name is, all visible',
  async (_, words) => {
    const { fake, run, write } = await workspaceWithFake()
    const printed = async (name: string) => {
      const saved = { keyId: '', mac: '', environment: environmentWith(name) }
      fake.state.environmentVariables = new Map([[`${name}=`, '1']])
      await write('null.json', JSON.stringify({ [name]: null }))
      await write('set.json', JSON.stringify({ [`${name}-`]: '2' }))
      await write('twice.json', `{ ${JSON.stringify(name)}: "1", ${JSON.stringify(name)}: "2" }`)
      await write('saved.json', JSON.stringify(saved))
      const { code, stderr } = await run(words(name))
      expect(code).toBeGreaterThan(0)
      return stderr.split('\n')
    }
    const usual = await printed('PLAIN')
    const property = fc.asyncProperty(anyEnd, async end => {
      const lines = await printed(`A${end}`)
      expect(lines.join('')).not.toMatch(INVISIBLE)
      expect(lines).toHaveLength(usual.length)
    })
    await fc.assert(property, { numRuns: Math.ceil(numRuns / 5) })
  },
)

/** The section of a saved plan that nobody sealed. */
function environmentWith(name: string): object {
  const sizes = { variables: 1, bytes: 1 }
  return {
    changes: [{ action: 'create', name, fingerprintAfter: name }],
    problems: [{ name, message: `is ${name}` }],
    unchanged: [],
    unmanaged: [],
    leftOut: [name],
    before: sizes,
    after: sizes,
    limits: sizes,
  }
}
