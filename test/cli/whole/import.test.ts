import { expect, test } from 'vitest'
import { workspaceOnCloud } from '../support/workspace.js'

const PEM = '-----BEGIN PRIVATE KEY-----\nc2VrcmV0\n-----END PRIVATE KEY-----\n'

async function workspaceWithState() {
  const workspace = await workspaceOnCloud({
    environmentVariables: { LOG_LEVEL: 'info', KEY: PEM, ODD: 'a $b "c"' },
    deliver: async () => new Response(),
  })
  const { run } = workspace
  await workspace.write(
    'first.yaml',
    `version: 1
canonicalUrls: { convexCloud: https://api.example.com }
usageLimits: [{ metric: functionCalls, window: day, limitType: disable, limit: 5 }]
logStreams:
  webhook: { url: "https://logs.example.com/in?key=1", format: jsonl, topics: [console] }
  axiom: { datasetName: prod, attributes: [], apiKey: xaat-sekret }
`,
  )
  const { code, stderr } = await run(['apply', 'first.yaml', '--confirm', workspace.fake.state.name])
  expect({ code, stderr }).toMatchObject({ code: 0 })
  return workspace
}

test('import writes a file that has no value, and whose plan has no changes', async () => {
  const { mode, read, run } = await workspaceWithState()
  const printed = await run(['import'])
  expect(printed.code).toBe(0)
  const { code, stderr } = await run(['import', 'convex-deployment.yaml'])
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringContaining('Wrote convex-deployment.yaml.'),
  })
  const text = await read('convex-deployment.yaml')
  expect(text).toBe(printed.stdout)
  for (const secret of ['info', 'c2VrcmV0', 'xaat-sekret']) expect(text).not.toContain(secret)
  expect(await run(['plan', '--exit-code'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('No changes.\n'),
  })
  expect(await mode('convex-deployment.yaml')).toBe('600')
})

test('import leaves a file that exists as it is', async () => {
  const { read, run, write } = await workspaceOnCloud({ environmentVariables: { LOG_LEVEL: 'info' } })
  await write('mine.yaml', 'mine\n')
  const { code, stderr } = await run(['import', 'mine.yaml'])
  expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('mine.yaml exists') })
  expect(await read('mine.yaml')).toBe('mine\n')
})

test('import --values writes the values to a file of their own, and a plan of both has no changes', async () => {
  const { mode, read, run, write, fake } = await workspaceWithState()
  const first = await run(['import', 'convex-deployment.yaml', '--values', '.env.production'])
  expect(first).toMatchObject({ code: 0, stdout: '' })
  expect(await mode('.env.production')).toBe('600')
  expect(await read('convex-deployment.yaml')).not.toContain('c2VrcmV0')
  const same = await run(['plan', '--exit-code'])
  expect({ code: same.code, stdout: same.stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('No changes.\n'),
  })
  fake.state.environmentVariables.set('LOG_LEVEL', 'debug')
  expect((await run(['plan'])).stdout).toContain('~ LOG_LEVEL  5→4 B')
  await write('other.yaml', '')
  expect(await run(['import', 'new.yaml', '--values', '.env.production'])).toMatchObject({ code: 4 })
  expect(await run(['import', 'new.yaml', '--values', '../.env'])).toMatchObject({ code: 64 })
})
