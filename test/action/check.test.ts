import { expect, test } from 'vitest'
import { pullRequest } from './event.js'
import { serveGitHub } from './github.js'
import { project } from './project.js'

const CODE = 'export const a = () => send(process.env.STRIPE_KEY!, process.env.LOG_LEVEL!)\n'

async function projectWithCode() {
  const own = await project()
  await own.workspace.write('convex/code.ts', CODE)
  return own
}

test('a check of a deployment fails if something required is missing, and names it', async () => {
  const { run, workspace } = await projectWithCode()
  const github = await serveGitHub()
  const inputs = { mode: 'check', expect: 'dev' }
  const { code, outputs, summary, log } = await run(inputs, { ...pullRequest(), github })
  expect({ code, missing: outputs.missing }).toEqual({ code: 2, missing: '["STRIPE_KEY"]' })
  expect(summary).toContain('### `happy-otter-123` (`dev`): check\n\nNot all that the code requires is set.')
  expect(summary).toContain('~~~diff\n- STRIPE_KEY  missing\n~~~')
  expect(log).toMatch(/^::error::Not all that the code requires is set: see the summary\.$/m)
  expect(github.comments).toEqual([
    expect.objectContaining({ body: expect.stringContaining('- STRIPE_KEY') }),
  ])
  workspace.fake.state.environmentVariables.set('STRIPE_KEY', 'sekret')
  const met = await run(inputs, { ...pullRequest(), github })
  expect(met).toMatchObject({ code: 0, outputs: { missing: '[]' } })
  expect(met.summary).toContain('All that the code requires is set.')
  expect(github.comments).toHaveLength(1)
})

test('a check of a file needs no key: a fork can run it', async () => {
  const { run, workspace } = await projectWithCode()
  delete workspace.environment.CONVEX_DEPLOY_KEY
  await workspace.write('example.env', 'STRIPE_KEY=1\nLOG_LEVEL=info\n')
  const inputs = { mode: 'check', source: 'example.env\napp.env' }
  const { code, summary, outputs } = await run(inputs, pullRequest({ fork: true }))
  expect({ code, missing: outputs.missing }).toEqual({ code: 2, missing: '["STRIPE_KEY"]' })
  expect(summary).toContain('#### `app.env`\n\nNot all that the code requires is set.')
  expect(summary).toContain('1 of 2 are as they should be.')
  expect(workspace.fake.requests).toEqual([])
})

test('a project without code is told in one line', async () => {
  const { run } = await project()
  const { code, log } = await run({ mode: 'check', expect: 'dev' })
  expect({ code, log }).toMatchObject({
    code: 64,
    log: expect.stringMatching(/^::error::There is no functions folder/m),
  })
})
