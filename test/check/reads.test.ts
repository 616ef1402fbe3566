import { describe, expect, test } from 'vitest'
import { readNeeds } from '../../src/check/index.js'
import { createProject, needsOfCode } from './project.js'

/** Code, and the variables that are required: `A` is read with nothing to stand in for it. */
const REQUIRED: readonly string[] = [
  'export const load = (isReady: boolean) => send(isReady && process.env.A!)',
  'send(process.env.A)',
  "send(process.env['A'])",
  'send(process.env[`A`])',
  'send(process.env.A!)',
  'send(process.env.A as string)',
  'send(<string>process.env.A)',
  'send(process.env.A satisfies unknown)',
  `send(\`Bearer \${process.env.A}\`)`,
  "send('Bearer ' + process.env.A)",
  'new Client({ apiKey: process.env.A })',
  'send((process.env as Record<string, string>).A)',
  'send(process.env!.A)',
  'send(globalThis.process.env.A)',
  'send(process?.env?.A)',
  'process.env.A.trim()',
  'process.env.A![0]',
  'const { A } = process.env\nsend(A)',
  'const { A: key } = process.env\nsend(key)',
  "const { ['A']: key } = process.env\nsend(key)",
  'const { env: { A } } = process\nsend(A)',
  'const { B = 1, ...rest } = process.env\nsend(rest.A)',
  'const env = process.env\nsend(env.A)',
  'const { env } = process\nsend(env.A)',
  'let A\n;({ A } = process.env)',
  "const NAME = 'A'\nsend(process.env[NAME])",
  `const PREFIX = 'A' as const\nsend(process.env[\`\${PREFIX}\`])`,
  "const NAMES = { key: 'A' } as const\nsend(process.env[NAMES.key])",
  "for (const name of ['A']) send(process.env[name])",
  "const names = ['A'] as const\nnames.map(name => send(process.env[name]))",
  "if (!process.env.A) throw new Error('A is missing')\nsend(process.env.A)",
  "const a = process.env.A\nif (!a) { console.error('gone'); throw new Error('A') }\nsend(a)",
  "const a = process.env.A\nif (a === undefined) throw new Error('A')\nsend(a)",
  "const a = process.env.A\nif (a == null) throw new Error('A')\nsend(a)",
  "const a = process.env.A\nif (typeof a !== 'string') throw new Error('A')\nsend(a)",
  "const a = process.env.A\nif (a) { send(a) } else { throw new Error('A') }",
  "const read = () => { const a = process.env.A\nif (a) return a\nthrow new Error('A') }\nsend(read())",
  "const a = process.env.A\nconst b = other()\nif (!a || !b) throw new Error('A or b')\nsend(a)",
  "const a = process.env.A ?? ''\nif (!a) throw new Error('A')\nsend(a)",
  "const a = process.env.A?.trim()\nif (!a) throw new Error('A')\nsend(a)",
  "const fail = (): never => { throw new Error('A') }\nsend(process.env.A ?? fail())",
  "send(process.env.A ?? (() => { throw new Error('A') })())",
  "import assert from 'node:assert'\nassert(process.env.A)\nsend(process.env.A)",
  'invariant(process.env.A)\nsend(process.env.A)',
  "import { env } from './_generated/server'\nsend(env.A)",
  "import { env as variables } from './_generated/server'\nsend(variables.A)",
  "import * as server from './_generated/server'\nsend(server.env.A)",
  "import process from 'node:process'\nsend(process.env.A)",
  "import { env } from 'process'\nsend(env.A)",
  'declare const process: { env: Record<string, string> }\nsend(process.env.A)',
  'const read = (env = process.env) => env.A\nsend(read())',
  'function read(env: NodeJS.ProcessEnv) { return env.A }\nsend(read(process.env))',
  'const read = ({ A }: { A?: string }) => send(A)\nread(process.env)',
  'const environment = () => process.env\nsend(environment().A)',
  'send(Number(process.env.A))',
  'if (header !== process.env.A) refuse()',
]

/** Code that is prepared for a missing `A`, or that needs none. */
const FALLBACK: readonly string[] = [
  "send(process.env.A ?? 'a')",
  "send(process.env.A || 'a')",
  'send(process.env.A ?? undefined)',
  "const { A = 'a' } = process.env\nsend(A)",
  "const { A: key = 'a' } = process.env\nsend(key)",
  'send(process.env.A ? process.env.A : 1)',
  'if (process.env.A) send(process.env.A)',
  'process.env.A && send(process.env.A!)',
  'const a = process.env.A\nif (!a) send(1)\nelse send(a)',
  'const f = () => { const a = process.env.A\nif (!a) return null\nreturn send(a!) }\nsend(f())',
  "send(process.env.A === 'production')",
  "const MODE = 'test'\nif (process.env.A !== MODE) send(1)",
  'send(!!process.env.A)',
  'send(Boolean(process.env.A))',
  "send(typeof process.env.A === 'string')",
  "send('A' in process.env)",
  "send(Object.hasOwn(process.env, 'A'))",
  "send(process.env.hasOwnProperty('A'))",
  'process.env.A?.split(",")',
  'switch (process.env.A) { case "a": send(1) }',
  "process.env.A ??= 'a'\nsend(1)",
  'send(Number(process.env.A) || 3)',
  'send(parseInt(process.env.A ?? "", 10) || 3)',
  'send([process.env.A].filter(Boolean))',
  "send(['a'].includes(process.env.A!))",
  'console.log(process.env.A)',
  'process.env.A',
  'const unused = process.env.A',
  'function f(a = process.env.A) { send(a) }\nf()',
  'send(options.a ?? process.env.A)',
  'const isOn = (a?: string) => a === "1"\nsend(isOn(process.env.A))',
  'const orElse = (a = "a") => send(a)\norElse(process.env.A)',
  'const a = () => process.env.A\nsend(a() ?? "a")',
  'const config = { a: process.env.A }\nsend(config.a ?? "a")',
  'const load = () => ({ a: process.env.A })\nconst { a = "a" } = load()\nsend(a)',
  // A variable that is only looked for is a switch.
  "if (process.env.A === undefined) throw new Error('only in tests')",
]

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
