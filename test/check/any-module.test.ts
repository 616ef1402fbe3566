import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { checkVariables, readNeeds } from '../../src/check/index.js'
import { writeProject } from './project.js'

const NAMES = ['A', 'B', 'C', 'D', 'E']

/** The module that the others import from. */
const HELPERS = `
export const env = process.env
export const { env: again } = process
export function requireEnv(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(name)
  return value
}
export const readEnv = (name: string, fallback?: string) => process.env[name] ?? fallback
export const trimmed = (value?: string) => value?.trim()
export const orElse = (value = 'else') => value
export const fail = (): never => { throw new Error('missing') }
export default (name: string) => process.env[name]
`

/** Ways of reading a variable, each the body of a function. */
const WAYS: readonly ((name: string) => string)[] = [
  name => `return process.env.${name}`,
  name => `return process.env['${name}']!`,
  name => `return process.env[\`${name}\`] as string`,
  name => `return (process.env as Record<string, string>).${name}`,
  name => `return globalThis.process.env.${name}`,
  name => `return \`<\${process.env.${name}}>\``,
  name => `return process.env.${name}!.length`,
  name => `return process.env.${name}?.length ?? 0`,
  name => `return process.env.${name} ?? 'else'`,
  name => `return process.env.${name} || 'else'`,
  name => `return process.env.${name} ? process.env.${name} : 'else'`,
  name => `return process.env.${name} === 'on'`,
  name => `return !!process.env.${name}`,
  name => `return '${name}' in process.env`,
  name => `const { ${name} } = process.env; return ${name}`,
  name => `const { ${name}: value = 'else' } = process.env; return value`,
  name => `const { env: { ${name}: value } } = process; return value`,
  name => `const { Z = 1, ...rest } = process.env; return [Z, rest.${name}]`,
  name => `const own = process.env; return own.${name}`,
  name => `const name = '${name}'; return process.env[name]`,
  name => `const value = process.env.${name}; if (!value) throw new Error('gone'); return value`,
  name => `const value = process.env.${name}; if (value === undefined) return 'else'; return value`,
  name =>
    `const value = process.env.${name} ?? ''; if (value === '' || !value) { throw new Error('gone') } return value`,
  name => `const process = { env: { ${name}: 'own' } }; return process.env.${name}`,
  name => `const read = (process: any) => process.env.${name}; return read({ env: { ${name}: 'own' } })`,
  name => `const config = { a: { b: process.env.${name} } }; return config.a.b ?? 'else'`,
  name => `const load = () => ({ key: process.env.${name} }); const { key } = load(); return key`,
  name => `return ((environment = process.env) => environment.${name})()`,
  name => `const names = ['${name}'] as const; return names.map(one => process.env[one])`,
  name => `for (const one of ['${name}']) return process.env[one]; return 0`,
  name => `return env.${name}`,
  name => `return again.${name} ?? 'else'`,
  name => `return requireEnv('${name}')`,
  name => `return helpers.requireEnv('${name}')`,
  name => `return readEnv('${name}')`,
  name => `return readEnv('${name}', 'else')`,
  name => `return readEnv('${name}') ?? 'else'`,
  name => `return byName('${name}')`,
  name => `return trimmed(process.env.${name}) ?? 'else'`,
  name => `return orElse(process.env.${name})`,
  name => `return process.env.${name} ?? fail()`,
  name => `if (process.env.${name}) return process.env.${name}; return 'else'`,
  name => `if (process.env.${name} !== undefined) { return process.env.${name} } else { return 'else' }`,
  name => `if (typeof process.env.${name} === 'string') return process.env.${name}; return 'else'`,
  name =>
    `if (typeof process.env.${name} === 'undefined') throw new Error('gone'); return process.env.${name}`,
  name => `if (!process.env.${name}) throw new Error('gone'); return process.env.${name}`,
  name => `if (!process.env.${name}) return 'else'; return process.env.${name}`,
  name => `if (!process.env.${name}) { throw new Error('gone') } else { return process.env.${name} }`,
  name => `if (process.env.${name}) { return process.env.${name} } throw new Error('gone')`,
  name => `const value = process.env.${name}; return value ? value.length : 0`,
  name => `const value = process.env.${name}; return value !== undefined && value.length > 0`,
  name => `const has = !!process.env.${name}; return has ? process.env.${name} : 'else'`,
  name => `const has = Boolean(process.env.${name}); if (!has) return 'else'; return process.env.${name}`,
  name => `let value = process.env.${name}; if (!value) value = 'else'; return value`,
  name => `let value = process.env.${name}; value ??= 'else'; return value`,
  name => `let value = process.env.${name}; value ||= 'else'; return value`,
  name => `let value = 'else'; if (process.env.${name}) value = process.env.${name}; return value`,
  name => `try { return requireEnv('${name}') } catch { return 'else' }`,
  name => `try { return process.env.${name}!.trim() } catch (error) { return 'else' }`,
  name => `try { return requireEnv('${name}') } catch (error) { throw error }`,
  name => `try { return requireEnv('${name}') } finally { orElse() }`,
  name => `try { return process.env.${name} } catch { return 'else' }`,
  name =>
    `switch (process.env.${name}) { case undefined: return 'else'; default: return process.env.${name} }`,
  name => `return process.env.${name}?.trim().length ?? 'else'`,
  name => `return process.env.NONE ?? process.env.${name}`,
  name => `return process.env.${name} ?? process.env.NONE ?? 'else'`,
]

/** Ways in which a variable is read only where another one says so. */
const CONDITIONAL: readonly ((name: string, other: string) => string)[] = [
  (name, other) => `return process.env.${other} ? process.env.${name}! : 'else'`,
  (name, other) => `if (!process.env.${other}) return 'else'; return process.env.${name}`,
  (name, other) => `return process.env.${other} && process.env.${name}`,
  (name, other) => `return process.env.${other} ?? process.env.${name}`,
]

const body = fc.tuple(fc.constantFrom(...WAYS), fc.constantFrom(...NAMES)).map(([way, name]) => way(name))
const conditional = fc
  .tuple(fc.constantFrom(...CONDITIONAL), fc.constantFrom(...NAMES), fc.constantFrom(...NAMES))
  .map(([way, name, other]) => way(name, other))

function moduleOf(bodies: readonly string[]): string {
  return `import byName, { again, env, fail, orElse, readEnv, requireEnv, trimmed } from './helpers'
import * as helpers from './helpers'
${bodies.map((code, index) => `export const f${index} = () => { ${code} }`).join('\n')}`
}

/** Runs every function with some variables. Returns what it read, and whether a value was missing. */
async function evaluate(folder: string, present: readonly string[]) {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'convex/code.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'code',
    logLevel: 'silent',
  })
  const read = new Set<string>()
  const values = Object.fromEntries(present.map(name => [name, `value of ${name}`]))
  const note = (name: string | symbol) => {
    read.add(String(name))
    return name
  }
  const env = new Proxy(values, {
    get: (target, name) => Reflect.get(target, note(name)),
    has: (target, name) => Reflect.has(target, note(name)),
    ownKeys: target => Reflect.ownKeys(target).map(note),
  })
  const context = createContext({ process: { env } })
  runInContext(outputFiles[0]?.text ?? '', context)
  const results: unknown = runInContext(
    `Object.keys(code).filter(name => /^f\\d+$/.test(name)).map(name => {
      try { const value = code[name](); return JSON.stringify([value]) + String(value) } catch { return 'null' }
    })`,
    context,
  )
  const isMissing = Array.isArray(results) && results.some(text => /null|undefined/.test(String(text)))
  return { read, isMissing }
}

async function projectFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'project-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const numRuns = Number(process.env.PROPERTY_RUNS ?? 40)

test.each(WAYS.map(way => way('A')))(
  'a variable alone is missing exactly where this fails without it: %s',
  async code => {
    const folder = await projectFolder()
    await writeProject(folder, { 'convex/helpers.ts': HELPERS, 'convex/code.ts': moduleOf([code]) })
    const present = NAMES.filter(name => name !== 'A')
    const { isMissing } = await evaluate(folder, present)
    const variables = present.map(name => ({ name, value: name }))
    const { missing, unclear } = checkVariables(variables, await readNeeds(folder))
    expect(unclear).toEqual([])
    expect(missing.some(({ name }) => name === 'A')).toBe(isMissing)
  },
)

test('a variable is missing exactly where running the code without it fails, and each that is read is known', async () => {
  const folder = await projectFolder()
  await fc.assert(
    fc.asyncProperty(
      fc.array(body, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(...NAMES),
      async (bodies, gone) => {
        await writeProject(folder, { 'convex/helpers.ts': HELPERS, 'convex/code.ts': moduleOf(bodies) })
        const needs = await readNeeds(folder)
        const present = NAMES.filter(name => name !== gone)
        const { read, isMissing } = await evaluate(folder, present)
        const { missing, unclear } = checkVariables(
          present.map(name => ({ name, value: name })),
          needs,
        )
        expect(unclear).toEqual([])
        expect(missing.some(({ name }) => name === gone)).toBe(isMissing)
        const known = needs.variables.map(({ name }) => name)
        expect(
          [...read].filter(
            name =>
              NAMES.includes(name) && !bodies.some(code => code.includes('...rest')) && !known.includes(name),
          ),
        ).toEqual([])
      },
    ),
    { numRuns },
  )
})

test('a variable that is needed under a condition is known, and missing only where the code fails without it', async () => {
  const folder = await projectFolder()
  await fc.assert(
    fc.asyncProperty(
      fc.array(conditional, { minLength: 1, maxLength: 4 }),
      fc.subarray(NAMES),
      async (bodies, present) => {
        await writeProject(folder, { 'convex/helpers.ts': HELPERS, 'convex/code.ts': moduleOf(bodies) })
        const needs = await readNeeds(folder)
        const { read, isMissing } = await evaluate(folder, present)
        const { missing } = checkVariables(
          present.map(name => ({ name, value: name })),
          needs,
        )
        if (missing.length > 0) expect(isMissing).toBe(true)
        const known = needs.variables.map(({ name }) => name)
        expect([...read].filter(name => NAMES.includes(name) && !known.includes(name))).toEqual([])
      },
    ),
    { numRuns },
  )
})
