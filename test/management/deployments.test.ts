import { describe, expect, test } from 'vitest'
import { answers } from '../../src/fake/index.js'
import { collect, managementOf, onPlatform } from '../support/platform.js'
import { failureOf } from '../support/settling.js'

const PREVIEW = { type: 'preview', reference: 'preview/pr-7' } as const

describe('listing', () => {
  test('all pages of a team are read, the oldest first', async () => {
    const { platform, project, team, management } = onPlatform()
    const names = Array.from({ length: 201 }, () => platform.createDeployment(project).name)
    const listed = await collect(management.deployments.list({ teamId: team.id }))
    expect(listed.map(({ name }) => name)).toEqual(names)
    expect(platform.requests.map(({ operation }) => operation)).toEqual(Array(3).fill('listTeamDeployments'))
  })

  test('filters select, and the order can be another', async () => {
    const { platform, project, team, management } = onPlatform()
    const other = platform.createProject('Other')
    const a = platform.createDeployment(project, { type: 'preview', reference: 'preview/a' })
    const b = platform.createDeployment(other, { type: 'preview', reference: 'preview/b' })
    platform.createDeployment(project, { isDefault: true })
    const list = async (query: object) =>
      (await collect(management.deployments.list({ teamId: team.id, ...query }))).map(({ name }) => name)
    expect(await list({ deploymentType: 'preview', sortBy: 'reference', sortOrder: 'desc' })).toEqual([
      b.name,
      a.name,
    ])
    expect(await list({ projectId: other.id })).toEqual([b.name])
    expect(await list({ isDefault: false, q: 'preview/' })).toEqual([a.name, b.name])
  })

  test('a project has its deployments, and the local ones where they are asked for', async () => {
    const { platform, project, management } = onPlatform()
    const { name } = platform.createDeployment(project)
    const local = { projectId: project.id, createTime: 1, creator: 3, port: 3210, deviceName: 'desk' }
    platform.state.locals.push({ ...local, name: 'local-otters', isActive: true })
    const list = (query: object) => collect(management.deployments.list({ projectId: project.id, ...query }))
    expect(await list({})).toMatchObject([{ kind: 'cloud', name }])
    expect(await list({ includeLocal: true })).toMatchObject([{ name }, { kind: 'local', port: 3210 }])
  })

  test('a misspelled filter is refused: it would be lost', async () => {
    const { management, team } = onPlatform()
    const query = { teamId: team.id, deploymenttype: 'prod' }
    await expect(collect(management.deployments.list(query))).rejects.toThrow(
      'Did you mean `deploymentType`?',
    )
  })

  test.each([
    ['without a cursor', [{ hasMore: true }], 'there is more, but not where'],
    ['that lead back', [{ hasMore: true, nextCursor: 'x' }], 'repeats a cursor'],
  ])('pages %s do not go on without end, and are no whole list', async (_, [pagination], message) => {
    const { platform, team, management } = onPlatform()
    const body = JSON.stringify({ items: [], pagination })
    platform.faults.add({ kind: 'answer', status: 200, body }, { times: 9 })
    const error = await failureOf(collect(management.deployments.list({ teamId: team.id })))
    expect(error).toMatchObject({
      name: 'UnexpectedResponseError',
      message: expect.stringContaining(message),
    })
  })
})

describe('finding', () => {
  test('a deployment is found by its reference or as the default one, by id and by slugs', async () => {
    const { platform, project, team, management } = onPlatform()
    const preview = platform.createDeployment(project, PREVIEW)
    const prod = platform.createDeployment(project, { type: 'prod', isDefault: true })
    const { deployments } = management
    const slugs = { team: team.slug, project: project.slug }
    const found = [
      await deployments.find({ projectId: project.id, reference: 'preview/pr-7' }),
      await deployments.find({ ...slugs, reference: 'preview/pr-7' }),
      await deployments.find({ projectId: project.id, default: 'prod' }),
      await deployments.find({ team: team.id, project: project.slug, default: 'prod' }),
      await deployments.find({ projectId: project.id, default: 'dev' }),
    ]
    expect(found.map(one => one?.name)).toEqual([preview.name, preview.name, prod.name, prod.name, undefined])
  })

  test.each([
    [{ projectId: 1 }],
    [{ projectId: 1, reference: 'x', default: 'prod' }],
    [{ projectId: 1, default: 'preview' }],
    [{ reference: 'x' }],
    [{ team: 'otters', reference: 'x' }],
  ])('%j names no deployment, and is refused', async query => {
    const { platform, management } = onPlatform()
    const { deployments }: { deployments: { find(query: object): Promise<unknown> } } = management
    const error = await failureOf(deployments.find(query))
    expect(error).toMatchObject({ name: 'InvalidInputError', outcome: 'not-sent' })
    expect(platform.requests).toEqual([])
  })
})

describe('creating', () => {
  test('a deployment whose answer was lost is looked up, and not created twice', async () => {
    const { platform, project, management } = onPlatform()
    platform.faults.add({ kind: 'reset', when: 'after' }, { operation: 'createDeployment' })
    const created = await management.deployments.create(project.id, PREVIEW)
    expect(created).toMatchObject({ kind: 'cloud', reference: 'preview/pr-7' })
    expect(platform.state.deployments).toHaveLength(1)
  })

  test('it is looked up again while the platform does not know it yet', async () => {
    const { platform, project, management } = onPlatform()
    platform.faults.add({ ...answers.failure }, { operation: 'findDeployment', from: 2 })
    platform.faults.add(answers.deploymentNotFound, { operation: 'findDeployment', from: 3 })
    platform.faults.add({ kind: 'truncate' }, { operation: 'createDeployment' })
    expect(await management.deployments.create(project.id, PREVIEW)).toMatchObject(PREVIEW_VIEW)
    expect(platform.requests.filter(({ operation }) => operation === 'findDeployment')).toHaveLength(4)
  })

  test('if it is not found, the outcome is unknown, and the message says how to find out', async () => {
    const { platform, project } = onPlatform()
    const management = managementOf(platform, { totalTimeout: 300 })
    platform.faults.add({ kind: 'reset', when: 'before' }, { operation: 'createDeployment' })
    const error = await failureOf(management.deployments.create(project.id, PREVIEW))
    expect(error).toMatchObject({
      name: 'ConnectionError',
      outcome: 'unknown',
      message: expect.stringMatching(/List the deployments of the project before you create it again\.$/),
    })
    expect(platform.state.deployments).toEqual([])
  })

  test('a deployment that had the reference before is not taken for the new one', async () => {
    const { platform, project, management } = onPlatform()
    platform.createDeployment(project, PREVIEW)
    platform.faults.add({ kind: 'reset', when: 'before' }, { operation: 'createDeployment' })
    const error = await failureOf(management.deployments.create(project.id, PREVIEW))
    expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'unknown' })
  })

  test('one of another type, which somebody else created meanwhile, is not taken for it', async () => {
    const { platform, project, management } = onPlatform()
    platform.faults.add({ kind: 'reset', when: 'before' }, { operation: 'createDeployment' })
    const fetch = async (request: Request) => {
      if (request.url.endsWith('create_deployment'))
        platform.createDeployment(project, { type: 'dev', reference: PREVIEW.reference })
      return platform.fetch(request)
    }
    const racing = managementOf(platform, { fetch })
    expect(await failureOf(racing.deployments.create(project.id, PREVIEW))).toMatchObject({
      outcome: 'unknown',
    })
    expect(management.url).toBe('https://api.convex.dev')
  })

  test('without a reference there is nothing to look up by', async () => {
    const { platform, project, management } = onPlatform()
    platform.faults.add({ kind: 'reset', when: 'after' }, { operation: 'createDeployment' })
    const error = await failureOf(management.deployments.create(project.id, { type: 'prod' }))
    expect(error).toMatchObject({
      outcome: 'unknown',
      message: expect.stringContaining('List the deployments'),
    })
    expect(platform.requests.map(({ operation }) => operation)).toEqual(['createDeployment'])
  })

  test.each([
    ['looks like a name', 'happy-otter-123'],
    ['is too short', 'pr'],
    ['has capitals', 'preview/PR-7'],
    ['is for local ones', 'local-x'],
  ])('a reference that %s is refused before anything is sent', async (_, reference) => {
    const { platform, project, management } = onPlatform()
    const error = await failureOf(management.deployments.create(project.id, { type: 'preview', reference }))
    expect(error).toMatchObject({ name: 'InvalidInputError', outcome: 'not-sent' })
    expect(platform.requests).toEqual([])
  })

  test('what the platform refuses is rejected, and not looked up', async () => {
    const { platform, project, management } = onPlatform()
    platform.createDeployment(project, PREVIEW)
    const error = await failureOf(management.deployments.create(project.id, PREVIEW))
    expect(error).toMatchObject({ name: 'BadRequestError', outcome: 'rejected' })
  })

  test("the caller's own abort ends it, and comes back", async () => {
    const { platform, project, management } = onPlatform()
    const aborting = new AbortController()
    platform.faults.add({ kind: 'stall' }, { operation: 'createDeployment' })
    const call = management.deployments.create(project.id, PREVIEW, { signal: aborting.signal })
    await expect.poll(() => platform.state.deployments.length).toBe(1)
    aborting.abort('enough')
    expect(await failureOf(call)).toBe('enough')
  })

  test('a new deployment begins with the default variables of its type', async () => {
    const { platform, project, management } = onPlatform()
    await management.defaultEnvironmentVariables.update(project.id, [
      { name: 'LEVEL', deploymentType: 'preview', value: 'debug' },
      { name: 'LEVEL', deploymentType: 'prod', value: 'warn' },
    ])
    const { name } = await management.deployments.create(project.id, PREVIEW)
    expect(platform.deployment(name).state.environmentVariables).toEqual(new Map([['LEVEL', 'debug']]))
  })
})

const PREVIEW_VIEW = { kind: 'cloud', reference: 'preview/pr-7', deploymentType: 'preview' }

describe('changing and deleting', () => {
  test('what is left out of a change stays, and null clears', async () => {
    const { platform, project, management } = onPlatform()
    const { name } = platform.createDeployment(project, PREVIEW)
    const expiresAt = Date.now() + 3_600_000
    await management.deployments.update(name, { expiresAt })
    expect(await management.deployments.get(name)).toMatchObject({ expiresAt, reference: 'preview/pr-7' })
    await management.deployments.update(name, { expiresAt: null })
    expect(await management.deployments.get(name)).toMatchObject({ expiresAt: null })
  })

  test('a preview is gone once it has expired, by the clock that a test moves', async () => {
    let now = 1_763_856_000_000
    const { platform, project, management } = onPlatform({ now: () => now })
    const { name } = platform.createDeployment(project, { ...PREVIEW, expiresAt: now + 3_600_000 })
    expect(await management.deployments.get(name)).toMatchObject({ name })
    now += 3_600_000
    const gone = { name: 'NotFoundError', code: 'DeploymentNotFound', outcome: 'rejected' }
    await expect(management.deployments.get(name)).rejects.toMatchObject(gone)
    await expect(management.deployments.delete(name)).rejects.toMatchObject(gone)
    await expect(management.deployments.update(name, {})).rejects.toMatchObject(gone)
  })

  test('a change is repeated only where the caller allows that, a deletion never', async () => {
    const { platform, project } = onPlatform()
    const { name } = platform.createDeployment(project, PREVIEW)
    const management = managementOf(platform, { retry: { repeatWrites: true } })
    platform.faults.add({ kind: 'reset', when: 'after' }, { operation: 'updateDeployment' })
    await management.deployments.update(name, { dashboardEditConfirmation: true })
    platform.faults.add({ kind: 'reset', when: 'before' }, { operation: 'deleteDeployment' })
    await expect(management.deployments.delete(name)).rejects.toMatchObject({
      outcome: 'unknown',
      message: expect.stringMatching(/Look again if it is there: `deployments\.get`\.$/),
    })
    expect(platform.requests.map(({ operation }) => operation)).toEqual([
      'updateDeployment',
      'updateDeployment',
      'deleteDeployment',
      'getDeployment',
    ])
  })
})

describe('a deletion whose answer leaves in doubt if it took effect', () => {
  /** A client whose deletions take effect, and are answered with a 429 so many times. */
  function limited(times: number, takesEffect = true) {
    const { platform, project } = onPlatform()
    const { name } = platform.createDeployment(project, PREVIEW)
    let left = times
    const management = managementOf(platform, {
      async fetch(request) {
        if (!request.url.endsWith('/delete') || left === 0) return platform.fetch(request)
        left -= 1
        if (takesEffect) await platform.fetch(request)
        return new Response(null, { status: 429, headers: { 'retry-after': '0' } })
      },
    })
    return { platform, name, management }
  }

  test.each([1, 2, 9])('was done, if a 429 came after it took effect, %d times', async times => {
    const { platform, name, management } = limited(times)
    await expect(management.deployments.delete(name)).resolves.toBeUndefined()
    expect(platform.state.deployments).toEqual([])
  })

  test('was not done, if a 429 came before, and the deployment is still there', async () => {
    const { platform, name, management } = limited(9, false)
    await expect(management.deployments.delete(name)).rejects.toMatchObject({
      name: 'RateLimitError',
      outcome: 'rejected',
    })
    expect(platform.state.deployments).toHaveLength(1)
  })

  test.each([{ kind: 'reset', when: 'after' }, { kind: 'truncate' }] as const)(
    'was done, if its answer was lost and the deployment is gone: %o',
    async fault => {
      const { platform, project, management } = onPlatform()
      const { name } = platform.createDeployment(project, PREVIEW)
      platform.faults.add(fault, { operation: 'deleteDeployment' })
      await management.deployments.delete(name)
      expect(platform.state.deployments).toEqual([])
    },
  )

  test('stays unknown, if the deployment cannot be read', async () => {
    const { platform, project, management } = onPlatform()
    const { name } = platform.createDeployment(project, PREVIEW)
    platform.faults.add({ kind: 'reset', when: 'after' }, { operation: 'deleteDeployment' })
    platform.faults.add(answers.failure, { operation: 'getDeployment' })
    await expect(management.deployments.delete(name)).rejects.toMatchObject({
      name: 'ConnectionError',
      outcome: 'unknown',
    })
  })

  test('of a deployment that was never there is absent', async () => {
    const { management } = onPlatform()
    await expect(management.deployments.delete('calm-fox-9')).rejects.toMatchObject({
      code: 'DeploymentNotFound',
      attempts: 1,
    })
  })
})
