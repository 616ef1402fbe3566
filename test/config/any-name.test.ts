import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPlan } from '../../src/config/index.js'
import { failureOf } from '../support/settling.js'
import { assembledOf, numRuns } from '../support/strings.js'
import { deploy } from './deploying.js'

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/** Any name, and many of those that would change how a message reads. */
const anyName = assembledOf(
  'A',
  '_',
  '\n',
  '\r\n',
  '\u001b[2J',
  '\u009b',
  '\u202e',
  '\u2028',
  '"',
  '\\',
).filter(name => !/\p{Surrogate}/u.test(name))
const runs = { numRuns: Math.ceil(numRuns / 2) }

test('a formatted plan has one visible line for each change, heading, problem and summary', async () => {
  const property = fc.asyncProperty(anyName, anyName, async (gone, wanted) => {
    fc.pre(gone !== wanted)
    const { config } = deploy({ [gone]: '1' })
    const plan = await config.plan(
      new Map([
        [gone, null],
        [wanted, '2'],
      ]),
    )
    const lines = formatPlan(plan).split('\n')
    expect(lines).toHaveLength(1 + 1 + 1 + plan.problems.length + 1)
    expect(lines.join('')).not.toMatch(INVISIBLE)
  })
  await fc.assert(property, runs)
})

test.each<[title: string, fail: (name: string) => Promise<unknown>]>([
  [
    'a stale plan',
    async name => {
      const { fake, config } = deploy({ [name]: '1' })
      const plan = await config.plan(new Map([[name, null]]))
      fake.state.environmentVariables.set(name, '2')
      return config.apply(plan)
    },
  ],
  [
    'a plan with problems',
    async name => {
      const { config } = deploy()
      return config.apply(await config.plan(new Map([[`${name}-`, '1']])))
    },
  ],
  [
    'a name that is desired twice',
    async name =>
      deploy().config.plan([
        [name, '1'],
        [name, '2'],
      ]),
  ],
  ['a blind plan that removes', async name => deploy().config.plan(new Map([[name, null]]), { blind: true })],
  [
    'a schema that repeats the name of its variable',
    async name => {
      const validate = () => ({ issues: [{ message: `${name} is too short` }] })
      const { config } = deploy()
      return config.apply(await config.plan({ A: 'value' }, { schema: { A: { '~standard': { validate } } } }))
    },
  ],
])('the message of %s is one visible line', async (_, fail) => {
  const property = fc.asyncProperty(anyName, async name => {
    expect(String(await failureOf(fail(name)))).not.toMatch(INVISIBLE)
  })
  await fc.assert(property, runs)
})
