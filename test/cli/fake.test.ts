import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createDeploymentClient } from 'convex-deployment'
import { expect, onTestFinished, test } from 'vitest'
import { COMMAND, ended } from './support/run.js'
import { createWorkspace } from './support/workspace.js'

/** `fake` in the background, once it has printed where it listens. */
async function started(...args: string[]) {
  const workspace = await createWorkspace()
  const child = spawn(process.execPath, [COMMAND, 'fake', ...args], {
    cwd: workspace.folder,
    env: workspace.environment,
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [printed] = await once(child.stdout.setEncoding('utf8'), 'data')
  return { ...workspace, child, end: ended(child), printed: String(printed) }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'what it prints serves as a file for --env-file, until %s',
  async signal => {
    const { child, end, printed, write, run } = await started('--name', 'tall-fox-9')
    await write('.env.fake', printed)
    const set = await run(['env', 'set', 'A', '--env-file', '.env.fake', '--yes', '--expect', 'local'], 'one')
    expect(set.code).toBe(0)
    expect(await run(['env', 'get', 'A', '--env-file', '.env.fake'])).toMatchObject({
      code: 0,
      stdout: 'one',
    })
    expect(await run(['info', '--json', '--env-file', '.env.fake'])).toMatchObject({
      stdout: expect.stringContaining('"deploymentType": "dev"'),
    })
    child.kill(signal)
    expect(await end).toMatchObject({ code: 0, signal: null })
  },
)

test('with --json it prints one object, and takes a type and a port', async () => {
  const { printed, run, child, end } = await started('--json', '--type', 'prod')
  const { url, key } = JSON.parse(printed)
  expect(await createDeploymentClient({ url, token: key }).info()).toMatchObject({ deploymentType: 'prod' })
  const taken = await run(['fake', '--port', new URL(url).port, '--json'])
  expect(taken.code).toBe(1)
  expect(taken.json()).toMatchObject({ error: { message: expect.stringContaining('EADDRINUSE') } })
  child.kill('SIGINT')
  expect(await end).toMatchObject({ code: 0 })
})

test('a type, a port or a name that is none is refused', async () => {
  const { run } = await createWorkspace()
  for (const wrong of [
    ['--type', 'otter'],
    ['--port', 'otter'],
    ['--port', '65536'],
    ['--name', 'No Name'],
  ]) {
    expect(await run(['fake', ...wrong])).toMatchObject({ code: 64, stdout: '' })
  }
})
