import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import type { InstalledPackage } from './installed-package.js'

/** Lines that fail, each in a way of its own, and the error that nobody catches. */
export const FAILURES = [
  ['deployment.env.list()', 'UnauthorizedError'],
  ["deployment.env.set({ A: '1' })", 'UnauthorizedError'],
  ["deployment.env.set({ '2FAST': '1' })", 'InvalidInputError'],
  ["createDeploymentClient({ token: '' })", 'InvalidInputError'],
] as const

/** How a program gets at the package, and how its file is called. */
const MODULES = {
  esm: ['uncaught.mjs', "import { createDeploymentClient } from 'convex-deployment'"],
  cjs: ['uncaught.cjs', "const { createDeploymentClient } = require('convex-deployment')"],
} as const

/** Runs a program that does nothing but fail in its fourth line, and resolves with what Node prints of the error. */
export async function printedUncaught(
  project: InstalledPackage,
  kind: keyof typeof MODULES,
  failure: string,
  node = process.execPath,
): Promise<string> {
  const server = createServer((_, response) => {
    response
      .writeHead(401, { 'content-type': 'application/json' })
      .end('{ "code": "BadAdminKey", "message": "No such key." }')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const [name, imported] = MODULES[kind]
  const file = await project.write(
    name,
    [
      imported,
      `const url = 'http://127.0.0.1:${port}'`,
      "const deployment = createDeploymentClient({ url, token: 'dev:happy-otter-123|key' })",
      failure,
      '',
    ].join('\n'),
  )
  const program = spawn(node, [file], { cwd: project.folder })
  const [printed] = await Promise.all([text(program.stderr), once(program, 'close')])
  server.close()
  return printed
}
