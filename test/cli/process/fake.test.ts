import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { createDeploymentClient } from '../../../src/index.js'
import { ended } from '../support/run.js'
import { createWorkspace } from '../support/workspace.js'

/** Starts `fake` in the background, and waits until it has printed its address. */
async function started(...args: string[]) {
  const workspace = await createWorkspace()
  const child = workspace.start(['fake', ...args])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [printed] = await once(child.stdout.setEncoding('utf8'), 'data')
  return { ...workspace, child, end: ended(child), printed: String(printed) }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'fake prints a file for --credentials, and serves it until %s',
  async signal => {
    const { child, end, printed, write, run } = await started('--name', 'tall-fox-9')
    await write('.env.fake', printed)
    const set = await run(
      ['env', 'set', 'A', '--credentials', '.env.fake', '--yes', '--expect', 'local'],
      'one',
    )
    expect(set.code).toBe(0)
    expect(await run(['env', 'get', 'A', '--credentials', '.env.fake'])).toMatchObject({
      code: 0,
      stdout: 'one',
    })
    expect(await run(['info', '--json', '--credentials', '.env.fake'])).toMatchObject({
      stdout: expect.stringContaining('"deploymentType": "dev"'),
    })
    child.kill(signal)
    expect(await end).toMatchObject({ code: 0, signal: null })
  },
)

test('fake prints one object with --json, and has the type and the port that it is given', async () => {
  const { printed, runProcess, child, end } = await started('--json', '--type', 'prod')
  const { url, key } = JSON.parse(printed)
  expect(await createDeploymentClient({ url, token: key }).info()).toMatchObject({ deploymentType: 'prod' })
  const taken = await runProcess(['fake', '--port', new URL(url).port, '--json'])
  expect(taken.code).toBe(1)
  expect(taken.json()).toMatchObject({
    error: {
      message: `Port ${new URL(url).port} can't be listened on (EADDRINUSE). Another program has it: leave out --port for a free one.`,
    },
  })
  child.kill('SIGINT')
  expect(await end).toMatchObject({ code: 0 })
})

test('fake refuses an unknown type, and a port or a name that cannot be', async () => {
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

test('fake ends if it is asked to before it listens', async () => {
  const { runInterrupted } = await createWorkspace()
  expect(await runInterrupted(['fake'])).toMatchObject({ code: 0 })
})
