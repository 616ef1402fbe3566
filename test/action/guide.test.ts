import { readFile } from 'node:fs/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { createFakePlatform, type FakeDeployment } from '../../src/fake/index.js'
import { cloudRoutes, serveFake } from '../cli/support/workspace.js'
import { readBlocks } from '../docs/blocks.js'
import { serveHttp } from '../support/http-server.js'
import { COMMITS, PUSH, pullRequest, SCHEDULE } from './event.js'
import { serveGitHub } from './github.js'
import { readAction } from './runner.js'
import { runWorkflow, type Step, type StepRun, type Surroundings } from './workflow.js'

const PAGE = 'docs/guide/recipe-github-actions.md'
const shown = (await readBlocks()).filter(({ page }) => page === PAGE)
const files = Object.fromEntries(shown.map(({ file, text }) => [file ?? '', text]))
const workflows = Object.keys(files).filter(file => file.startsWith('.github/workflows/'))
const ran = new Set<string>()

/** Runs a workflow of the page. */
async function run(name: string, event: Parameters<typeof runWorkflow>[1], around: Surroundings) {
  const file = `.github/workflows/${name}.yml`
  ran.add(file)
  return runWorkflow(around.files[file] ?? expect.fail(file), event, around)
}

/** Deployments in development and in production, and the repository of the page. */
async function surroundings(): Promise<{ around: Surroundings; dev: FakeDeployment; prod: FakeDeployment }> {
  const environmentVariables = { OLD_FLAG: 'on', APP_OLD: 'on', APP_LOG_LEVEL: 'debug' }
  const dev = await serveFake({ name: 'brave-fox-456', deploymentType: 'dev', environmentVariables })
  const prod = await serveFake({ name: 'happy-otter-123', deploymentType: 'prod', environmentVariables })
  const secrets = {
    CONVEX_DEV_DEPLOY_KEY: dev.token,
    CONVEX_DEPLOY_KEY: prod.token,
    STRIPE_KEY: 'marker-of-a-secret',
  }
  const environment = cloudRoutes({ 'brave-fox-456': dev, 'happy-otter-123': prod })
  return { dev, prod, around: { files, secrets, environment, artifacts: new Map() } }
}

const codesOf = (steps: readonly StepRun[]) => steps.map(({ code }) => code)
const jobsOf = (steps: readonly StepRun[]) => [...new Set(steps.map(({ job }) => job))]
const variablesOf = ({ state }: FakeDeployment) => Object.fromEntries(state.environmentVariables)
const WANTED = { APP_GREETING: 'Hello, otters', APP_LOG_LEVEL: 'info', APP_OLD: 'on' }

describe('the workflows of the guide', () => {
  test('a pull request is planned against development, with a comment, and production is not asked', async () => {
    const { around, prod, dev } = await surroundings()
    const github = await serveGitHub()
    const steps = await run('deployment', { ...pullRequest(), github }, around)
    expect(jobsOf(steps)).toEqual(['review'])
    expect(codesOf(steps)).toEqual([0, 0, 0, 0])
    expect(github.comments).toEqual([
      expect.objectContaining({ body: expect.stringContaining('- OLD_FLAG') }),
    ])
    expect(prod.requests).toEqual([])
    expect(variablesOf(dev)).toHaveProperty('OLD_FLAG')
  })

  test('one of a fork skips the jobs that need a secret', async () => {
    const { around } = await surroundings()
    for (const name of ['deployment', 'staging']) {
      expect(await run(name, pullRequest({ fork: true }), around)).toEqual([])
    }
  })

  test('a push plans for production, and applies that plan in the next job', async () => {
    const { around, prod, dev } = await surroundings()
    const steps = await run('deployment', PUSH, around)
    expect(jobsOf(steps)).toEqual(['plan', 'apply'])
    expect(codesOf(steps).every(code => code === 0)).toBe(true)
    expect(variablesOf(prod)).toEqual(WANTED)
    expect(dev.requests).toEqual([])
  })

  test('the plan of a pull request is applied after its merge', async () => {
    const { around, dev } = await surroundings()
    const github = await serveGitHub()
    const planned = await run('staging', { ...pullRequest(), github }, around)
    expect(jobsOf(planned)).toEqual(['plan'])
    expect(planned.map(({ log }) => log).join('')).toContain('::warning::Variables would be removed.')
    const merged_at = '2026-11-30T20:00:00Z'
    github.pulls.push({ number: 7, head: { sha: COMMITS.head }, merge_commit_sha: COMMITS.merge, merged_at })
    const applied = await run('staging', { ...PUSH, sha: COMMITS.merge, github }, around)
    expect(codesOf(applied).every(code => code === 0)).toBe(true)
    expect(variablesOf(dev)).toEqual(WANTED)
  })

  test('a schedule fails while something differs', async () => {
    const { around, prod } = await surroundings()
    expect(codesOf(await run('drift', SCHEDULE, around)).at(-1)).toBe(2)
    for (const [name, value] of Object.entries(WANTED)) prod.state.environmentVariables.set(name, value)
    prod.state.environmentVariables.delete('OLD_FLAG')
    expect(codesOf(await run('drift', SCHEDULE, around)).at(-1)).toBe(0)
  })

  test('a file is checked for a fork, without a secret', async () => {
    const { around } = await surroundings()
    const code = (name: string) => `export const a = () => send(process.env.${name}!)\n`
    const checked = async (name: string) => {
      const own = { ...around, secrets: {}, files: { ...files, 'convex/a.ts': code(name) } }
      return codesOf(await run('check', pullRequest({ fork: true }), own)).at(-1)
    }
    expect(await checked('STRIPE_KEY')).toBe(0)
    expect(await checked('STRIPE_WEBHOOK_SECRET')).toBe(2)
  })

  test('variables alone are applied in one step, and pruned', async () => {
    const { around, prod } = await surroundings()
    expect(codesOf(await run('variables', PUSH, around)).every(code => code === 0)).toBe(true)
    expect(variablesOf(prod)).toEqual({
      APP_GREETING: 'Hello, otters',
      APP_LOG_LEVEL: 'info',
      OLD_FLAG: 'on',
    })
  })

  test('a secret is set by the command', async () => {
    const { around, prod } = await surroundings()
    const steps = await run('secret', { name: 'workflow_dispatch' }, around)
    expect(steps.at(-1)).toMatchObject({ code: 0, log: expect.not.stringContaining('marker-of') })
    expect(variablesOf(prod)).toMatchObject({ STRIPE_KEY: 'marker-of-a-secret' })
  })

  test('the previews of a project are changed, and no other', async () => {
    const { around, preview, parent } = await surroundingsOfTeam()
    const steps = await run('previews', PUSH, around)
    expect(steps.at(-1)).toMatchObject({ code: 0 })
    expect(variablesOf(preview)).toMatchObject({ APP_LOG_LEVEL: 'info' })
    expect(variablesOf(parent)).not.toHaveProperty('APP_LOG_LEVEL')
  })

  test('a preview is seeded from its parent with what it does not have, once', async () => {
    const { around, preview, name } = await surroundingsOfTeam()
    preview.state.environmentVariables.set('LOG_LEVEL', 'own')
    const own = { ...around, inputs: { preview: name } }
    const first = await run('seed-preview', { name: 'workflow_dispatch' }, own)
    expect(first.at(-1)).toMatchObject({ code: 0 })
    const seeded = { LOG_LEVEL: 'own', STRIPE_KEY: 'marker-of-the-parent' }
    expect(variablesOf(preview)).toEqual(seeded)
    const again = await run('seed-preview', { name: 'workflow_dispatch' }, own)
    expect(again.at(-1)).toMatchObject({ code: 0, log: expect.not.stringContaining('marker-of') })
    expect(variablesOf(preview)).toEqual(seeded)
  })

  test('all of them ran', () => {
    expect(workflows.filter(file => !ran.has(file))).toEqual([])
  })
})

/** A team with a parent and a preview, whose addresses of the cloud are led to one server. */
async function surroundingsOfTeam() {
  const platform = createFakePlatform()
  onTestFinished(() => platform.close())
  const project = platform.createProject('Otter Pond')
  const [team] = platform.state.teams
  const parent = platform.createDeployment(project, { type: 'dev' }).deployment
  const preview = platform.createDeployment(project, { type: 'preview', reference: 'preview/a' }).deployment
  const given = { STRIPE_KEY: 'marker-of-the-parent', LOG_LEVEL: 'debug', OTHER: 'kept' }
  for (const [name, value] of Object.entries(given)) parent.state.environmentVariables.set(name, value)
  const origins = ['https://api.convex.dev', ...[parent, preview].map(({ url }) => new URL(url).origin)]
  const server = await serveHttp(async (incoming, outgoing) => {
    const [, index, path = ''] = /^\/(\d+)(\/.*)$/.exec(incoming.url ?? '') ?? []
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const { method = 'GET', headers } = incoming
    const { authorization = '', 'content-type': type = '' } = headers
    const answer = await platform.fetch(
      new Request(`${origins[Number(index)]}${path}`, {
        method,
        headers: { authorization, 'content-type': type },
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      }),
    )
    outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  const named = Object.entries(files).map(([file, text]) => [
    file,
    text
      .replaceAll('otter-team/otter-pond', `${team?.slug}/${project.slug}`)
      .replaceAll('happy-otter-123', parent.state.name),
  ])
  const around: Surroundings = {
    files: Object.fromEntries(named),
    secrets: { CONVEX_ACCESS_TOKEN: platform.token },
    environment: {
      ...cloudRoutes({}),
      CLOUD_ROUTES: JSON.stringify(
        Object.fromEntries(origins.map((origin, index) => [origin, `${server}/${index}`])),
      ),
    },
    artifacts: new Map(),
  }
  return { around, parent, preview, name: preview.state.name }
}

test('they use inputs and outputs that the action has, and give those that it requires', async () => {
  const { inputs, outputs } = await readAction()
  const page = await readFile(PAGE, 'utf8')
  const steps = workflows.flatMap(file =>
    Object.values<{ steps: Step[] }>(parse(files[file] ?? '').jobs).flatMap(job => job.steps),
  )
  const ours = steps.filter(({ uses }) => uses?.includes('convex-deployment@'))
  expect(ours.length).toBeGreaterThan(5)
  const required = Object.keys(inputs).filter(name => inputs[name]?.required)
  for (const { with: given = {} } of ours) {
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)))
    expect(Object.keys(given)).toEqual(expect.arrayContaining(required))
  }
  const used = Array.from(page.matchAll(/steps\.\w+\.outputs\.(\w+)/g), ([, name]) => name)
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(used))
})

test('the table of inputs names each of them', async () => {
  const { inputs } = await readAction()
  const page = await readFile(PAGE, 'utf8')
  const rows = page.split('## Inputs and outputs')[1] ?? ''
  expect(Object.keys(inputs).filter(name => !rows.includes(`\`${name}\``))).toEqual([])
})
