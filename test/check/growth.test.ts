import { expect, test } from 'vitest'
import { readNeeds } from '../../src/check/index.js'
import { createProject, needsOf, summaryOf } from './project.js'

/** Functions each of which hands its name to others twice, and a last one that reads the variable. */
function chain(length: number, body: (next: string, other: string) => string): string {
  const functions = Array.from({ length }, (_, index) => {
    const [next, other] = [`f${index + 1}(n)`, `f${(index * 7) % length}(n)`]
    return `export const f${index} = (n: string) => ${body(next, other)}`
  })
  return [...functions, `export const f${length} = (n: string) => process.env[n]`, 'f0("X1")'].join('\n')
}

const TWICE = (next: string) => `${next} + ${next}`

const NEEDED = { required: ['X1'], fallback: [], unclear: [], unread: [] }

/** Returns the microseconds of the processor that reading a module takes. */
async function costOf(code: string): Promise<number> {
  const folder = await createProject({ 'convex/a.ts': code })
  const before = process.cpuUsage()
  expect(summaryOf(await readNeeds(folder)).required).toEqual(['X1'])
  const { user, system } = process.cpuUsage(before)
  return user + system
}

test('functions that call the next one twice are read, and a chain of twice the length costs no multiple of it', async () => {
  expect(await needsOf({ 'convex/a.ts': chain(18, TWICE) })).toEqual(NEEDED)
  const short = await costOf(chain(12, TWICE))
  const long = await costOf(chain(24, TWICE))
  expect(long / Math.max(short, 5000)).toBeLessThan(50)
})

test('functions that call each other in circles are read', async () => {
  const code = chain(50, (next, other) => `${next} + ${other}`)
  expect(await needsOf({ 'convex/a.ts': code })).toEqual(NEEDED)
})

test('where too many ways lead to a value that all hand back, that is said, and the variable is required', async () => {
  const code = chain(24, next => `Math.random() > 0.5 ? ${next} : ${next}`)
  expect(await needsOf({ 'convex/a.ts': code })).toEqual({
    ...NEEDED,
    unclear: ['convex/a.ts:25 too many ways of calls lead to it'],
  })
})

test('of few ways each is followed to its end', async () => {
  const code = `${chain(2, next => `${next} || ${next}`)}\nexport const a = f0('X2') ?? 'x'`
  expect(await needsOf({ 'convex/a.ts': code })).toMatchObject({ fallback: ['X1', 'X2'], unclear: [] })
})
