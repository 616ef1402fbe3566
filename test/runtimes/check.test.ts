import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { installed } from './runtimes.js'

const execute = promisify(execFile)

const RUNTIMES: Readonly<Record<string, readonly [program: string, ...words: string[]]>> = {
  'Node.js 20.19': ['node-20.19/bin/node'],
  'Node.js 24': ['node-24/bin/node'],
  Bun: ['@oven/bun-linux-x64/bin/bun'],
  Deno: ['@deno/linux-x64-glibc/deno', 'run', '--no-prompt', '--allow-read=.'],
}

const FILES: Readonly<Record<string, string>> = {
  'shop/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } } // Aliases',
  'shop/src/env.ts': `export function requireEnv(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(name)
  return value
}`,
  'shop/convex/convex.config.ts': `import { defineApp } from 'convex/server'
import { v } from 'convex/values'
export default defineApp({ env: { LEVEL: v.union(v.literal('info'), v.literal('warn')) } })`,
  'shop/convex/pay.ts': `import { requireEnv } from '@/env'
export const pay = () => send(requireEnv('KEY'), process.env.REGION ?? 'eu')`,
  'shop/convex/broken.ts': 'export const = process.env.GONE',
}

const PROGRAM = `import { createDeploymentClient } from 'convex-deployment'
import { checkDeployment, readNeeds } from 'convex-deployment/check'
import { createFakeDeployment } from 'convex-deployment/fake'
const { fetch, token } = createFakeDeployment({ environmentVariables: { LEVEL: 'loud', OLD: '1' } })
const deployment = createDeploymentClient({ name: 'happy-otter-123', token, fetch })
const result = await checkDeployment(deployment, await readNeeds('shop'))
const names = list => list.map(({ name }) => name)
const { missing, fallback, wrongType, unseen, unread } = result
console.log(JSON.stringify([names(missing), names(fallback), names(wrongType), unseen, unread]))
`

let project: InstalledPackage
beforeAll(async () => {
  project = await installPackage()
  for (const [file, text] of Object.entries({ ...FILES, 'check.mjs': PROGRAM }))
    await project.write(file, text)
})
afterAll(() => project?.remove())

test.each(Object.entries(RUNTIMES))(
  '%s reads the needs of a project, and checks them',
  async (_, command) => {
    const [program, ...words] = command
    const { stdout } = await execute(installed(program), [...words, 'check.mjs'], { cwd: project.folder })
    expect(JSON.parse(stdout)).toEqual([
      ['KEY'],
      ['REGION'],
      ['LEVEL'],
      ['OLD'],
      [{ file: 'convex/broken.ts', line: 1, column: 14, reason: 'its syntax is broken' }],
    ])
  },
)
