import { describe, expect, test } from 'vitest'
import { readNeeds } from '../../src/check/index.js'
import { FALLBACK, REQUIRED } from './cases.js'
import { createProject, needsOfCode } from './project.js'

describe('a variable that nothing stands in for is required:', () => {
  test.each(REQUIRED)('%s', async code => {
    const { required, unclear } = await needsOfCode(code)
    expect({ required, unclear }).toEqual({ required: ['A'], unclear: [] })
  })
})

describe('a variable that the code does without has a fallback:', () => {
  test.each(FALLBACK)('%s', async code => {
    const { required, fallback, unclear } = await needsOfCode(code)
    expect({ required, fallback, unclear }).toEqual({ required: [], fallback: ['A'], unclear: [] })
  })
})

describe('code that reads no variable needs none:', () => {
  test.each([
    "process.env.A = 'a'",
    'delete process.env.A',
    "const process = { env: { A: 'a' } }\nsend(process.env.A)",
    'function f(process: any) { return process.env.A }\nsend(f)',
    'function f() { const process = other()\nreturn process.env.A }\nsend(f)',
    "const env = { A: 'a' }\nsend(env.A)",
    "import { env } from 'other'\nsend(env.A)",
    '{ class process { static env = { A: 1 } }\nsend(process.env.A) }',
    'try { send(1) } catch (process) { send(process.env.A) }',
    "enum process { env = 'A' }\nsend(process.env)",
    'type A = typeof process.env.A',
    'interface Environment { A: string }\ndeclare global { namespace NodeJS { interface ProcessEnv { A: string } } }',
    '// process.env.A',
    "send('process.env.A')",
    'send(process.cwd())',
    "if (typeof process !== 'undefined' && process.env) send(1)",
    'send(process.env.NODE_ENV, process.env.CONVEX_CLOUD_URL, process.env.CONVEX_SITE_URL)',
    'send(process.env.CONVEX_DEPLOY_KEY, process.env.NEXT_PUBLIC_CONVEX_URL)',
    "process.env.A = 'a'\nsend(process.env.A)",
    'import type { env } from "./_generated/server"\nsend(1)',
  ])('%s', async code => {
    expect(await needsOfCode(code)).toEqual({ required: [], fallback: [], unclear: [], unread: [] })
  })
})

describe('what can not be known is said with its place, and nothing is guessed:', () => {
  test.each([
    ['send(process.env[name()])', 'the name is computed'],
    [`send(process.env[\`A_\${suffix}\`])`, 'the name is computed'],
    ['export const read = (process.env as any)[globalThis.name]', 'the name is computed'],
    ['names.map((name: string) => process.env[name])', 'the name is computed'],
    ['createEnv({ runtimeEnv: process.env })', 'the environment is handed on as a whole'],
    ['schema.parse(process.env)', 'the environment is handed on as a whole'],
    ['send({ ...process.env })', 'the environment is handed on as a whole'],
    ['for (const name in process.env) send(name)', 'the environment is handed on as a whole'],
    ['let env = process.env\nenv = other()\nsend(env.A)', 'an alias is assigned again'],
    ['let env\nenv = process.env\nsend(env.A)', 'an alias is assigned'],
    [
      'function read(name: string) { return process.env[name] }\nnames.map(read)',
      'a function that reads any variable is handed on',
    ],
    [
      'function read(name: string) { return process.env[name] }\nsend(read(...names))',
      'the name is computed',
    ],
    ['send(name() in process.env)', 'the name is computed'],
  ])('%s', async (code, reason) => {
    const { required, fallback, unclear } = await needsOfCode(code)
    expect({ required, fallback }).toEqual({ required: [], fallback: [] })
    expect(unclear).toEqual([expect.stringMatching(new RegExp(`^convex/code\\.ts:\\d+ ${reason}$`))])
  })
})

test.each(['ts', 'tsx', 'js', 'jsx', 'mjs', 'mts'])('a module that ends in .%s is read', async ending => {
  expect((await needsOfCode('send(process.env.A)', `convex/code.${ending}`)).required).toEqual(['A'])
})

test('JSX, decorators, class members, enums and namespaces are read', async () => {
  const { required, fallback } = await needsOfCode(
    `@sealed class Client { @field key = process.env.A!; static { send(process.env.B) }
  constructor(@inject() private readonly c: string = process.env.C!) { send(this.c) } get d() { return process.env.D } }
namespace Inner { export const e = process.env.E!; send(e) }
const page = <p title={process.env.F}>{process.env.G}</p>`,
    'convex/code.tsx',
  )
  expect({ required, fallback }).toEqual({ required: ['A', 'B', 'D', 'E', 'F', 'G'], fallback: ['C'] })
})

test('every place is said once, by file, line and column, with what a missing variable means there', async () => {
  const folder = await createProject({
    'convex/code.ts':
      "export const a = () => send(process.env.A,\r\n  process.env.A)\r\nsend(process.env.A ?? 'a')",
  })
  const { variables } = await readNeeds(folder)
  const file = 'convex/code.ts'
  expect(variables).toEqual([
    {
      name: 'A',
      places: [
        { file, line: 1, column: 29, kind: 'required' },
        { file, line: 2, column: 3, kind: 'required' },
        { file, line: 3, column: 6, kind: 'fallback' },
      ],
    },
  ])
})
