import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { createDeploymentClient } from '../../src/index.js'
import { createWorkspace, workspaceWithFake } from './support/workspace.js'

/** Methods whose command has another name. */
const ELSEWHERE: { readonly [method: string]: string } = {
  'env update': 'env apply',
  'usage current': 'usage',
  'log-streams ensure': 'log-streams set',
  'log-streams create': 'log-streams set',
  'log-streams update': 'log-streams set',
  'log-streams replace-secret': 'log-streams rotate-secret',
  'log-streams ready': 'log-streams restart',
  'usage-limits create': 'usage-limits set',
  'usage-limits update': 'usage-limits set',
  'usage-limits delete': 'usage-limits remove',
  'audit-log events': 'audit-log',
  'audit-log page': 'audit-log',
  'audit-log follow': 'audit-log',
}

test('every method of the client has a command', () => {
  const { raw: _, dataSync: __, ...client } = createDeploymentClient({ name: 'otter', token: 'token' })
  const methods = Object.entries(client).flatMap(([member, value]) => {
    if (typeof value === 'function') return [inWords(member)]
    return typeof value === 'object' ? Object.keys(value).map(name => inWords(`${member} ${name}`)) : []
  })
  expect(methods).toEqual(
    expect.arrayContaining([...Object.keys(ELSEWHERE), 'info', 'log-streams rotate-secret']),
  )
  const names: readonly string[] = commands.map(({ name }) => name)
  expect(methods.filter(method => !names.includes(ELSEWHERE[method] ?? method))).toEqual([])
})

const inWords = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

test('info and ready show what the deployment says of itself', async () => {
  const { host, run } = await workspaceWithFake()
  const { code, stdout } = await run(['info'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^kind +cloud\nid +4711\ndeploymentType +dev\n/)
  expect((await run(['info', '--json'])).json()).toMatchObject({
    deployment: { name: host, type: 'local' },
    info: { kind: 'cloud', projectSlug: 'otter-pond' },
  })
  expect(await run(['ready'])).toMatchObject({ code: 0, stdout: 'ready\n' })
})

test.each([
  ['an unlabelled key', 'team-token'],
  ['a labelled key', 'prod:otter|key'],
])(
  'ready waits for a deployment that cannot be reached yet, and asks it nothing else before: %s',
  async (_, key) => {
    const { run } = await createWorkspace({ CONVEX_DEPLOY_KEY: key })
    const answering = () => {
      const asked: string[] = []
      const cause = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
      const unreachable = new TypeError('fetch failed', { cause })
      const answer = ({ url }: Request) => {
        const path = url.replace(/^.*\//, '')
        asked.push(path)
        if (asked.length === 1) throw unreachable
        if (path !== 'deployment_info') return Response.json({ convexCloudUrl: 'u', convexSiteUrl: 'u' })
        return Response.json({
          ...{ kind: 'cloud', id: 1, deploymentType: 'prod', reference: 'r', teamId: 1, projectId: 1 },
          ...{ projectName: 'p', projectSlug: 'p' },
        })
      }
      return { asked, answer }
    }
    const READY = ['ready', '--deployment', 'otter']
    const unguarded = answering()
    const { code, stdout } = await run(READY, '', unguarded.answer)
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'ready\n' })
    expect(unguarded.asked.slice(0, 2)).toEqual(['get_canonical_urls', 'get_canonical_urls'])
    const guarded = answering()
    expect(await run([...READY, '--expect', 'prod'], '', guarded.answer)).toMatchObject({ code: 0 })
    expect(guarded.asked).toEqual(['get_canonical_urls', 'get_canonical_urls', 'deployment_info'])
    const other = await run([...READY, '--expect', 'dev'], '', answering().answer)
    expect(other).toMatchObject({ code: 4, stdout: '' })
  },
)

test('pause and unpause are confirmed first', async () => {
  const { fake, run } = await workspaceWithFake()
  const unasked = await run(['pause', '--json'])
  expect(unasked.code).toBe(4)
  expect(unasked.json()).toMatchObject({
    error: { written: 'nothing' },
    next: ['convex-deployment pause --json --yes'],
  })
  expect(fake.state.paused).toBe(false)
  const paused = await run(['pause', '--yes', '--json'])
  expect(paused.json()).toMatchObject({ status: 'done', paused: true })
  expect(paused.stderr).toContain('Stopped all functions on ')
  expect(fake.state.paused).toBe(true)
  expect(await run(['unpause', '--yes'])).toMatchObject({ code: 0, stdout: '' })
  expect(fake.state.paused).toBe(false)
})

test('canonical URLs are shown, set, and reset', async () => {
  const { fake, run } = await workspaceWithFake()
  const url = 'https://api.example.com'
  expect(await run(['canonical-urls', 'set', 'convexCloud', url])).toMatchObject({ code: 4 })
  const set = await run(['canonical-urls', 'set', 'convexCloud', url, '--yes', '--json'])
  expect(set.json()).toMatchObject({ status: 'done', canonicalUrl: { destination: 'convexCloud', url } })
  expect((await run(['canonical-urls', 'get'])).stdout).toBe(
    'convexCloudUrl  https://api.example.com\nconvexSiteUrl   https://happy-otter-123.convex.site\n',
  )
  expect(await run(['canonical-urls', 'reset', 'convexCloud', '--yes'])).toMatchObject({ code: 0 })
  expect(fake.state.canonicalUrls).toEqual({})
  const sent = fake.requests.length
  for (const wrong of [
    ['otter', url],
    ['convexSite', 'example.com'],
    ['convexSite', 'ftp://example.com'],
  ]) {
    expect(await run(['canonical-urls', 'set', ...wrong, '--yes'])).toMatchObject({ code: 64 })
  }
  expect((await run(['canonical-urls', 'set', 'convexSite', 'example.com', '--yes'])).stderr).toContain(
    'The canonical URL must be an http or https URL. Use `canonical-urls reset` to restore the default.',
  )
  expect(fake.requests.length).toBe(sent)
})

test('settings of a log stream that are wrong are refused before the stream is sent', async () => {
  const { fake, host, run, write } = await workspaceWithFake()
  await write('settings.json', '[]')
  for (const flags of [[], ['--from-file', 'missing.json'], ['--from-file', 'settings.json']]) {
    const { code, stderr } = await run(['log-streams', 'set', 'axiom', ...flags, '--confirm', host])
    expect(code).toBe(64)
    expect(stderr).toContain('Nothing was written.')
  }
  await write('settings.json', '{ "url": 1, "format": "jsonl" }')
  const odd = await run([
    ...['log-streams', 'set', 'webhook', '--from-file', 'settings.json', '--confirm', host],
  ])
  expect(odd).toMatchObject({ code: 64, stderr: expect.stringContaining('`url` must be a string') })
  expect(new Set(fake.requests.map(({ operation }) => operation))).toEqual(
    new Set(['getDeploymentInfo', 'listLogStreams']),
  )
})

test('usage is shown as a table', async () => {
  const { fake, run } = await workspaceWithFake()
  fake.state.usage = new Map([['functionCalls', { unit: 'calls', current_day: 7, current_month: 12_345 }]])
  fake.state.seedStatus = 'pending'
  expect((await run(['usage'])).stdout).toBe(
    'metric         today  this month  unit\nfunctionCalls      7      12,345  calls\nnot complete yet: pending\n',
  )
  expect((await run(['usage', '--json'])).json()).toMatchObject({
    usage: { metrics: { functionCalls: { usage: { current_day: 7 } } }, seedStatus: 'pending' },
  })
})

const IDENTITY = ['--metric', 'functionCalls', '--window', 'day', '--type', 'disable']

test('a usage limit is created, changed and deleted by its metric, window and type', async () => {
  const { fake, host, run } = await workspaceWithFake()
  const set = (...words: string[]) => run(['usage-limits', 'set', ...IDENTITY, '--yes', ...words])
  expect(await run(['usage-limits', 'set', ...IDENTITY, '--limit', '1000'])).toMatchObject({ code: 4 })
  const created = await set('--limit', '1000000', '--json')
  const id = fake.state.usageLimits[0]?.id ?? ''
  expect(created.json()).toMatchObject({
    status: 'done',
    usageLimit: { id, limit: 1_000_000, enabled: true },
  })
  const what = 'limit of functionCalls a day (disable)'
  expect(created.stderr).toContain(`Created the limit of 1,000,000 functionCalls a day (disable) on ${host}.`)
  const changed = await set('--inactive')
  expect(changed.stdout).toBe('functionCalls  1,000,000  a day  disable  inactive\n')
  expect(changed.stderr).toContain(
    'Changed the limit of 1,000,000 functionCalls a day (disable, inactive) on ',
  )
  expect(fake.state.usageLimits).toMatchObject([{ id, limit: 1_000_000, enabled: false }])
  await set('--limit', '2000')
  expect(fake.state.usageLimits).toMatchObject([{ id, limit: 2000, enabled: false }])
  await set('--active')
  expect((await run(['usage-limits', 'list'])).stdout).toBe('functionCalls  2,000  a day  disable\n')
  expect((await run(['usage-limits', 'list', '--json'])).json()).toMatchObject({
    usageLimits: [{ id, limit: 2000, enabled: true }],
  })
  expect(await run(['usage-limits', 'remove', ...IDENTITY])).toMatchObject({ code: 4 })
  const removed = await run(['usage-limits', 'remove', ...IDENTITY, '--yes'])
  expect(removed).toMatchObject({ code: 0, stderr: expect.stringContaining(`Deleted the ${what} on `) })
  expect(fake.state.usageLimits).toEqual([])
})

test('a usage limit that is as wanted is not written, and needs no confirmation', async () => {
  const { fake, run } = await workspaceWithFake()
  await run(['usage-limits', 'set', ...IDENTITY, '--limit', '5', '--yes'])
  const again = await run(['usage-limits', 'set', ...IDENTITY, '--limit', '5', '--json'])
  expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('Nothing to do on ') })
  expect(again.json()).toMatchObject({ status: 'unchanged', usageLimit: { limit: 5 } })
  expect(fake.requests.map(({ operation }) => operation)).not.toContain('updateUsageLimit')
})

test('a usage limit that is absent is refused with those that there are', async () => {
  const { run } = await workspaceWithFake()
  const remove = ['usage-limits', 'remove', ...IDENTITY, '--yes']
  const none = await run(remove)
  expect(none).toMatchObject({
    code: 5,
    stderr: expect.stringContaining('There are no limits. Nothing was written.'),
  })
  await run(['usage-limits', 'set', ...IDENTITY, '--limit', '5', '--yes'])
  await run(['usage-limits', 'set', ...IDENTITY, '--window', 'month', '--limit', '5', '--yes'])
  await run(remove)
  const other = await run(remove)
  expect(other.code).toBe(5)
  expect(other.stderr).toContain(
    'has no limit of functionCalls a day (disable). It has: limit of functionCalls a month (disable).',
  )
})

test('a list without usage limits says so, and prints no data', async () => {
  const { run } = await workspaceWithFake()
  const { code, stdout, stderr } = await run(['usage-limits', 'list'])
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  expect(stderr).toContain('There are no usage limits.')
})

test.each([
  ['another metric', ['--metric', 'otters'], '--metric takes one of: functionCalls,'],
  ['a limit without a name', ['--limit', '5'], 'A limit is named by --metric, --window and --type.'],
  ['a new limit without an amount', IDENTITY, 'a new one needs --limit'],
  ['an amount of nothing', [...IDENTITY, '--limit', '0'], '--limit takes a whole number of at least 1.'],
  ['a part of a call', [...IDENTITY, '--limit', '1.5'], '--limit takes a whole number of at least 1.'],
  ['both states', [...IDENTITY, '--limit', '5', '--active', '--inactive'], 'cannot be combined'],
])('usage-limits set refuses %s', async (_, words, message) => {
  const { fake, run } = await workspaceWithFake()
  const { code, stderr } = await run(['usage-limits', 'set', ...words, '--yes'])
  expect(code).toBe(64)
  expect(stderr).toContain(message)
  expect(fake.state.usageLimits).toEqual([])
})

test('the audit log shows who changed what, from a moment on', async () => {
  const { fake, run } = await workspaceWithFake()
  await run(['pause', '--yes'])
  await run(['unpause', '--yes'])
  const { code, stdout } = await run(['audit-log'])
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^[\dT:.-]+Z {2}token 1 {2}pause_deployment\n[\dT:.-]+Z {2}token 1 {2}unpause_deployment\n$/,
  )
  const today = new Date().toISOString().slice(0, 10)
  for (const start of [
    ['--last', '1h'],
    ['--from', '7d'],
    ['--from', today],
  ]) {
    const latest = await run(['audit-log', ...start, '--limit', '1', '--json'])
    expect(latest.json()).toMatchObject({ events: [{ action: 'unpause_deployment' }] })
  }
  const later = new Date(Date.now() + 60_000).toISOString()
  const none = await run(['audit-log', '--from', later])
  expect(none).toMatchObject({ code: 0, stdout: '' })
  expect(none.stderr).toContain(`since ${later}.`)
  const sent = fake.requests.length
  for (const wrong of [
    ['--from', 'yesterday'],
    ['--from', '2026-13-45'],
    ['--from', '7'],
    ['--last', 'yesterday'],
    ['--last', '2026-01-31'],
    ['--last', '1h', '--from', '2h'],
    ['--limit', '0'],
  ]) {
    expect(await run(['audit-log', ...wrong])).toMatchObject({ code: 64 })
  }
  expect(fake.requests.length).toBe(sent)
})

test('the audit log is printed as it is read, and is one JSON object of the layout of all others', async () => {
  const { fake, run } = await workspaceWithFake()
  await run(['pause', '--yes'])
  const [event] = fake.state.auditLog
  if (event === undefined) throw new Error('No event was written.')
  fake.state.auditLog.push(...Array.from({ length: 149 }, () => ({ ...event })))
  for (const [count, ...flags] of [[150], [100, '--limit', '100'], [1, '--limit', '1']] as const) {
    const { stdout } = await run(['audit-log', ...flags])
    expect(stdout.split('\n')).toHaveLength(count + 1)
    const all = await run(['audit-log', '--json', ...flags])
    expect(all.json()).toHaveProperty('events.length', count)
    expect(all.stdout).toBe(`${JSON.stringify(all.json(), null, 2)}\n`)
  }
  const later = new Date(Date.now() + 60_000).toISOString()
  const none = await run(['audit-log', '--json', '--from', later])
  expect(none.json()).toMatchObject({ deployment: expect.anything(), events: [] })
  expect(none.stdout).toBe(`${JSON.stringify(none.json(), null, 2)}\n`)
  fake.state.plan.auditLogRetentionDays = null
  const refused = await run(['audit-log', '--json'])
  expect(refused.json()).toMatchObject({ error: { code: 'AuditLogsDisabled' } })
})

const PAGE = { hasMore: true, nextCursor: 'next' }
const EVENT = {
  ...{ actor: { kind: 'member', member_id: 1 }, action: 'pause_deployment', createTime: 1, metadata: {} },
  ...{ clientIp: null, clientUserAgent: null },
}

test.each([0, 1, 3])(
  'an error after %i events of the audit log ends the object of the events',
  async count => {
    const { run } = await workspaceWithFake()
    const answer = ({ url }: Request) => {
      if (url.includes('deployment_info')) return Response.json({ kind: 'selfHosted' })
      if (url.includes('cursor')) return Response.json({ code: 'Gone', message: 'gone' }, { status: 400 })
      return Response.json({ items: Array.from({ length: count }, () => EVENT), pagination: PAGE })
    }
    const { code, json, stdout, stderr } = await run(['audit-log', '--json'], '', answer)
    expect(code).toBe(1)
    expect(json()).toMatchObject({
      deployment: { type: 'local' },
      events: { length: count },
      error: { code: 'Gone', exitCode: 1, written: 'nothing' },
      next: [],
    })
    expect(stdout).toBe(`${JSON.stringify(json(), null, 2)}\n`)
    expect(stderr).toContain('gone')
    const lines = await run(['audit-log'], '', answer)
    expect(lines).toMatchObject({ code: 1, stderr: expect.stringContaining('gone') })
    expect(lines.stdout.split('\n')).toHaveLength(count + 1)
  },
)
