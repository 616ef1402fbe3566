import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createProject } from './project.js'

const MOST = 300

/** A module of some 10 KB. Every fourth reads variables, in each of its functions. */
function moduleOf(index: number): string {
  const reads = index % 4 === 0
  const functions = Array.from(
    { length: 30 },
    (_, number) => `
export const run${number} = action({
  args: { team: v.id('teams'), limit: v.optional(v.number()) },
  handler: async (ctx, { team, limit = 20 }) => {
    const key = ${reads ? `requireEnv('KEY_${index}')` : "'key'"}
    const items = await ctx.runQuery(internal.items.list, { team, limit, key })
    return items.filter(item => item.visible).map(item => ({ ...item, port: ${reads ? "process.env.PORT ?? '80'" : "'80'"} }))
  },
})`,
  )
  return `${reads ? "import { requireEnv } from './env'\n" : ''}${functions.join('\n')}`
}

test('500 modules, every fourth of which reads variables, are read within 300 MB', async () => {
  const modules = Array.from({ length: 500 }, (_, index) => [`convex/m${index}.ts`, moduleOf(index)] as const)
  const helper = 'export const requireEnv = (name: string) => process.env[name]!'
  const folder = await createProject({ ...Object.fromEntries(modules), 'convex/env.ts': helper })
  const program = `import { readNeeds } from ${JSON.stringify(resolve('src/check/index.ts'))}
const { variables } = await readNeeds(${JSON.stringify(folder)})
console.log(JSON.stringify([variables.length, process.resourceUsage().maxRSS / 1024]))`
  const flags = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, flags)
  const [names, megabytes]: [number, number] = JSON.parse(stdout)
  expect(names).toBe(126)
  expect(megabytes).toBeLessThan(MOST)
})

test('100 modules that all read variables are read with a heap of 85 MB', async () => {
  const modules = Array.from(
    { length: 100 },
    (_, index) => [`convex/m${index}.ts`, moduleOf(index * 4)] as const,
  )
  const helper = 'export const requireEnv = (name: string) => process.env[name]!'
  const folder = await createProject({ ...Object.fromEntries(modules), 'convex/env.ts': helper })
  const program = `import { readNeeds } from ${JSON.stringify(resolve('src/check/index.ts'))}
const { variables } = await readNeeds(${JSON.stringify(folder)})
console.log(variables.length)`
  const flags = ['--max-old-space-size=85', '--import', 'tsx', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, flags)
  expect(stdout).toBe('101\n')
})
