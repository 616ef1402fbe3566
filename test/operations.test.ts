import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { operations } from '../generated/v1.js'
import { commands } from '../src/cli/commands.js'
import { V1 } from './support/calls.js'

/** The commands that send each operation: the compiler names an operation that is missing. */
const COMMANDS: { readonly [Id in keyof operations]: readonly string[] } = {
  updateEnvironmentVariables: ['env set', 'env unset', 'env apply', 'env copy', 'apply'],
  listEnvironmentVariables: [
    'env list',
    'env get',
    'env pull',
    'env plan',
    'env run',
    'check',
    'plan',
    'import',
  ],
  listAuditLogEvents: ['audit-log'],
  getDeploymentInfo: ['info'],
  getCurrentUsage: ['usage'],
  listUsageLimits: ['usage-limits list'],
  createUsageLimit: ['usage-limits set'],
  updateUsageLimit: [],
  deleteUsageLimit: ['usage-limits remove'],
  updateCanonicalUrl: ['canonical-urls set', 'canonical-urls reset'],
  getCanonicalUrls: ['canonical-urls get', 'ready'],
  listLogStreams: ['log-streams list'],
  getLogStream: ['log-streams get'],
  deleteLogStream: ['log-streams delete'],
  createLogStream: ['log-streams set'],
  updateLogStream: ['log-streams restart'],
  rotateWebhookSecret: ['log-streams rotate-secret'],
  pauseDeployment: ['pause'],
  unpauseDeployment: ['unpause'],
  // A page of documents is for programs.
  dataSync: [],
  listActiveSyncs: [],
  getActiveSync: [],
}

/** Commands that send nothing to a deployment. */
const LOCAL = ['fake', 'completion']

/** Commands that send requests to the management API alone. */
const OF_PLATFORM = [
  ...['list', 'get', 'delete', 'sweep'].map(verb => `deployments ${verb}`),
  ...['list', 'plan', 'apply'].map(verb => `env defaults ${verb}`),
]

/** The guide's tables of methods: the cells of each row, a member of the client and its methods. */
const ROWS = readFileSync('docs/guide/methods.md', 'utf8')
  .split('\n')
  .filter(line => line.startsWith('| '))
  .map(line => line.split(' | '))

/** The entries of the package. */
const ENTRIES: { readonly [entry: string]: () => Promise<object> } = {
  'convex-deployment': () => import('../src/index.js'),
  'convex-deployment/check': () => import('../src/check/index.js'),
  'convex-deployment/config': () => import('../src/config/index.js'),
  'convex-deployment/config/node': () => import('../src/config/node/index.js'),
  'convex-deployment/dotenv': () => import('../src/dotenv/index.js'),
  'convex-deployment/fake': () => import('../src/fake/index.js'),
  'convex-deployment/management': () => import('../src/management/index.js'),
  'convex-deployment/webhooks': () => import('../src/webhooks/index.js'),
}

test.each(Object.entries(V1).flatMap(([id, { methods }]) => methods.map(({ method }) => [id, method])))(
  'of %s, the guide shows the method %s',
  (_, method) => {
    const [path = ''] = method.split(' ')
    const [name, resource] = path.split('.').reverse()
    const row = ROWS.find(([member]) => member?.includes(resource ? `\`${resource}\`` : 'the client'))
    expect(row?.[1]).toContain(`\`${name}(`)
  },
)

test('each operation has its commands, or is known to have none', () => {
  const known = [...Object.values(COMMANDS).flat(), ...LOCAL, ...OF_PLATFORM]
  expect(known.sort()).toEqual(commands.map(({ name }) => name).sort())
})

test.each(Object.keys(ENTRIES))('the guide shows every function of %s', async entry => {
  const exported = await ENTRIES[entry]?.()
  const functions = Object.entries(exported ?? {}).filter(
    ([name, value]) => typeof value === 'function' && /^[a-z]/.test(name),
  )
  const row = ROWS.find(([named]) => named === `| \`${entry}\``)
  const shown = [...(row?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name)
  expect(shown.sort()).toEqual(functions.map(([name]) => name).sort())
})
