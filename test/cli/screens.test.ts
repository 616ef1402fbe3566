import { describe, expect, test } from 'vitest'
import { workspaceOnFleet } from './platform/support.js'
import { workspaceOnCloud } from './support/workspace.js'

/** What each screen shows: a command line on a deployment that has a little of everything. */
const SCREENS = {
  plan: ['env', 'plan', 'app.env', '--prune', '--only', '*'],
  question: ['env', 'apply', 'app.env'],
  'whole-plan': ['plan', 'app.yaml', '--unchanged', '--unmanaged'],
  list: ['env', 'list'],
  absent: ['env', 'get', 'NOPE'],
  mistyped: ['env', 'remove', 'OLD_FLAG'],
  info: ['info'],
  usage: ['usage'],
  limits: ['usage-limits', 'list'],
  streams: ['log-streams', 'list'],
  stream: ['log-streams', 'get', 'webhook'],
  'audit-log': ['audit-log', '--last', '1h'],
  'audit-log-too-old': ['audit-log', '--from', '2020-01-01'],
} as const satisfies Record<string, readonly string[]>

const FLEET_SCREENS = {
  fleet: ['env', 'plan', 'app.env'],
  'fleet-apply': ['env', 'apply', 'app.env', '--yes'],
  deployments: ['deployments', 'list'],
  sweep: ['deployments', 'sweep', '--older-than', '7d', '--dry-run'],
} as const satisfies Record<string, readonly string[]>

async function deployment() {
  const workspace = await workspaceOnCloud({
    deploymentType: 'prod',
    environmentVariables: { LOG_LEVEL: 'debug', OLD_FLAG: '1', STRIPE_OLD_KEY: 'sk_old_1' },
    deliver: () => new Response(),
  })
  const { fake, write } = workspace
  const { usage, usageLimits, logStreams, auditLog } = fake.state
  usage.set('functionCalls', { unit: 'calls', current_day: 912_345, current_month: 4_100_000 })
  const limit = { window: 'day', limitType: 'disable', limit: 1_000_000, enabled: true } as const
  usageLimits.push({ ...limit, id: 'limit', metric: 'functionCalls' })
  logStreams.push({
    id: 'stream',
    config: { logStreamType: 'webhook', url: 'https://logs.example.com/convex', format: 'json' },
    status: { type: 'failed', reason: 'The endpoint answered 503.' },
    hmacSecret: '0123456789abcdef',
    since: 0,
  })
  const actor = { kind: 'token', token_id: 7, member_id: null, client_id: null } as const
  const about = { actor, clientIp: null, clientUserAgent: null, createTime: Date.now() }
  auditLog.push(
    { ...about, action: 'create_environment_variable', metadata: { variable_name: 'LOG_LEVEL' } },
    { ...about, action: 'create_usage_limit', metadata: { metric: 'functionCalls', window: 'day' } },
  )
  await write('app.env', 'LOG_LEVEL=info\nGREETING="Hello, otters"\nSIGNING_KEY=" in blanks "\n')
  await write(
    'app.yaml',
    'version: 1\nenvironment: { LOG_LEVEL: info, OLD_FLAG: { keep: true } }\ncanonicalUrls: { convexSite: https://api.example.com }\n',
  )
  return workspace
}

/** Leaves out what differs from run to run: fingerprints, digests, ports and times. */
function stable(screen: string): string {
  return screen
    .replace(/\b[0-9a-f]{4}→[0-9a-f]{4}\b/g, '····→····')
    .replace(/(=\d+:)[0-9a-f]{6}\b/g, '$1······')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:·····')
    .replace(/\/\S*\/backups\/\S*/g, '/…/backups/…')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '····-··-··T··:··:··.···Z')
    .replace(/(created|deployed) \d{4}-\d\d-\d\d/g, '$1 ····-··-··')
}

/** The text of each screen is in a file: one that changes is to be looked at. */
const fileOf = (name: string, columns: number) => `screens/${name}-${columns}.txt`

describe.each([60, 120])('on a terminal of %i columns', columns => {
  test.each(Object.entries(SCREENS))('the screen of %s is as it was looked at', async (name, words) => {
    const { onScreen } = await deployment()
    const { screen } = await onScreen(words, columns)
    await expect(stable(screen)).toMatchFileSnapshot(fileOf(name, columns))
  })

  test.each(Object.entries(FLEET_SCREENS))('the screen of %s is as it was looked at', async (name, words) => {
    const { onScreen, project, platform, names, refuse } = await workspaceOnFleet(4)
    platform.deployment(names[1] ?? '').state.environmentVariables.set('A', '1')
    refuse(names[2])
    for (const one of platform.state.deployments.slice(2)) Object.assign(one, { createTime: 0 })
    const { screen } = await onScreen([...words, '--project', project], columns)
    await expect(stable(screen)).toMatchFileSnapshot(fileOf(name, columns))
  })
})
