import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collect, managementOf, onPlatform } from '../support/platform.js'

/** What happens to the deployments of a team while a client reads them: one step after each that it has read. */
const STEPS = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('create' as const) }),
    fc.record({ kind: fc.constant('delete' as const), at: fc.nat() }),
    fc.record({ kind: fc.constant('deploy' as const), at: fc.nat() }),
    fc.record({ kind: fc.constant('rename' as const), at: fc.nat() }),
  ),
  { maxLength: 40 },
)

test('in the usual order, no deployment that exists all the while is missed, and none comes twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 260 }), STEPS, async (count, steps) => {
      let now = 1_763_856_000_000
      const { platform, project, team, management } = onPlatform({ now: () => now })
      const create = () => platform.createDeployment(project, { reference: `x/${platform.state.nextId}` })
      // Some are created within one millisecond.
      for (let index = 0; index < count; index++) now += create().id % 3
      const before = platform.state.deployments.map(({ name }) => name)
      const left = [...steps]
      const read: string[] = []
      for await (const { name } of management.deployments.list({ teamId: team.id })) {
        read.push(name)
        now += 1
        const step = read.length % 7 === 0 ? left.shift() : undefined
        const { deployments } = platform.state
        const one = step && step.kind !== 'create' ? deployments[step.at % deployments.length] : undefined
        if (step?.kind === 'create') create()
        if (step?.kind === 'delete' && one) deployments.splice(deployments.indexOf(one), 1)
        if (step?.kind === 'deploy' && one) one.lastDeployTime = now
        if (step?.kind === 'rename' && one) one.reference = `y/${now}`
      }
      const after = platform.state.deployments.map(({ name }) => name)
      expect(new Set(read).size).toBe(read.length)
      expect(read).toEqual(expect.arrayContaining(before.filter(name => after.includes(name))))
    }),
    { numRuns: 25 },
  )
})

test('in an order that changes, none comes twice', async () => {
  let now = 1_763_856_000_000
  const { platform, project, team, management } = onPlatform({ now: () => now })
  for (let index = 0; index < 250; index++) platform.createDeployment(project).lastDeployTime = index
  const read: string[] = []
  for await (const { name } of management.deployments.list({ teamId: team.id, sortBy: 'lastDeployTime' })) {
    read.push(name)
    now += 1
    const one = platform.state.deployments.find(deployment => deployment.name === name)
    if (one && read.length < 200) one.lastDeployTime = now
  }
  expect(read).toHaveLength(250)
  expect(new Set(read).size).toBe(250)
})

test('projects that come while they are listed do not move those that exist', async () => {
  const { platform, team, management } = onPlatform()
  for (let index = 0; index < 150; index++) platform.createProject(`Project ${index}`)
  const before = platform.state.projects.map(({ slug }) => slug)
  const read: string[] = []
  for await (const { slug } of management.projects.list({ teamId: team.id })) {
    read.push(slug)
    if (read.length % 10 === 0) platform.createProject('Another')
  }
  expect(new Set(read).size).toBe(read.length)
  expect(read).toEqual(expect.arrayContaining(before))
  expect(await collect(management.projects.list({ teamId: team.id, q: 'ANOTHER' }))).toHaveLength(15)
})

test('a list of a project that names a deployment twice has it once', async () => {
  const { platform, project } = onPlatform()
  const { name } = platform.createDeployment(project)
  const fetch = async (request: Request) => {
    const answer = await platform.fetch(request)
    const items: unknown[] = await answer.json()
    return Response.json([...items, ...items])
  }
  const management = managementOf(platform, { fetch })
  expect(
    (await collect(management.deployments.list({ projectId: project.id }))).map(one => one.name),
  ).toEqual([name])
})

test.each(['same', 'bnVsbA==', '%00'])(
  'the fake refuses the cursor %s, which is of no list',
  async cursor => {
    const { platform, team } = onPlatform()
    platform.createDeployment(platform.createProject('Pond'))
    const answer = await platform.fetch(
      new Request(`${platform.url}/v1/teams/${team.id}/list_deployments?cursor=${cursor}`, {
        headers: { authorization: `Bearer ${platform.token}` },
      }),
    )
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'InvalidCursor' })
  },
)

test('a list whose pages have nothing, and go on, ends in an error', async () => {
  const { platform, team } = onPlatform()
  let pages = 0
  const fetch = async () => {
    pages += 1
    return Response.json({ items: [], pagination: { hasMore: true, nextCursor: `c${pages}` } })
  }
  const list = managementOf(platform, { fetch }).deployments.list({ teamId: team.id })
  await expect(collect(list)).rejects.toMatchObject({ name: 'UnexpectedResponseError' })
  expect(pages).toBe(101)
})
