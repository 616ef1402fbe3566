import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { operations } from '../generated/v1.js'
import { placesOf } from '../scripts/drift/places.js'
import { documentOfTypes } from '../scripts/drift/published-types.js'
import { commands } from '../src/cli/commands.js'
import { ABSENT } from '../src/errors.js'
import { v1 } from '../src/schema/contracts.js'
import { topics } from './fake/answers/rows.js'
import { AGES } from './resources/ages/shapes.js'
import { CALLS, SECRET_BODIES } from './security/calls.js'
import { COMMAND_LINES } from './security/command-lines.js'
import { PLACES } from './security/places.js'
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
const ROWS = tableRows('docs/guide/methods.md')

function tableRows(file: string): string[][] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter(line => line.startsWith('| ')).map(line => line.split(' | '))
}

/** An operation as the document has it. */
interface Documented {
  readonly operationId: string
  readonly 'x-error-codes'?: readonly string[]
  readonly 'x-plan-gate'?: string
}

const DOCUMENTED = Object.entries<Record<string, Documented>>(
  parse(readFileSync('openapi/v1.yaml', 'utf8')).paths,
).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    codes: operation['x-error-codes'] ?? [],
    gate: operation['x-plan-gate'],
  })),
)

/** The codes that the operations list. All others are of every operation. */
const OWN_CODES = DOCUMENTED.flatMap(({ codes }) => codes)

const ANSWERS = topics.flatMap(({ rows }) => rows)

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
    expect(row?.[1] ?? `no row of ${path}`).toContain(`\`${name}(`)
  },
)

test('each operation has its commands, or is known to have none', () => {
  const known = [...Object.values(COMMANDS).flat(), ...LOCAL, ...OF_PLATFORM]
  expect(known.sort()).toEqual(commands.map(({ name }) => name).sort())
})

test('the operations of the document are those of the table', () => {
  expect(DOCUMENTED.map(({ id }) => id).sort()).toEqual(Object.keys(v1()).sort())
})

describe.each(DOCUMENTED)('$id', ({ id, method, path, codes, gate }) => {
  test('is answered by the fake in test/fake/answers/, refusals and successes, with its codes', () => {
    const pattern = new RegExp(`^${method} /api(?:/v1)?${path.replace(/\{\w+\}/, '[^/?]+')}(?:\\?|$)`)
    const rows = ANSWERS.filter(({ request }) => pattern.test(request))
    const statuses = rows.map(({ status }) => status)
    expect(statuses).toContain(200)
    expect(statuses.filter(status => status >= 400)).not.toEqual([])
    const found = rows.flatMap(({ code = [] }) => code)
    expect(found.filter(code => OWN_CODES.includes(code) && !codes.includes(code))).toEqual([])
    if (gate !== undefined) expect(found).toContain(gate)
  })

  test('has a code of `ABSENT` in src/errors/api.ts, if it takes an id', () => {
    expect(ABSENT.some(code => codes.includes(code))).toBe(path.includes('{'))
  })

  test('has an age in test/resources/ages/shapes.ts', () => {
    expect(AGES.map(([, operation]) => operation)).toContain(id)
  })

  test('has a body in test/security/calls.ts, if it takes a secret', () => {
    const takesSecret = PLACES.some(place => place.startsWith(`v1 ${id}/`) || place.startsWith(`v1 ${id} `))
    expect(`v1 ${id}` in SECRET_BODIES).toBe(takesSecret)
  })

  test('is a known difference in scripts/drift-known.json, if the official types lack it', () => {
    const route = `${method} ${path.replace(/\{\w+\}/, '{}')}`
    expect(KNOWN_DRIFT.includes(`${route}: theirs does not have it`)).toBe(!OFFICIAL.has(route))
  })
})

const KNOWN_DRIFT = Object.values<readonly string[]>(
  JSON.parse(readFileSync('scripts/drift-known.json', 'utf8')),
).flat()

/** The operations of the official types, such as `GET /get_log_stream/{}`, and the places in them. */
const OFFICIAL = placesOf(
  await documentOfTypes('node_modules/@convex-dev/platform/dist/generatedDeploymentApi.d.ts'),
)

test.each(Object.entries(V1).flatMap(([id, { methods }]) => methods.map(({ method }) => [id, method])))(
  'of %s, the method %s is called in test/security/calls.ts',
  (_, method) => {
    expect(CALLS.map(call => call.method)).toContain(method.split(' ')[0])
  },
)

test.each(commands.map(({ name }) => name))(
  '%s has a row in docs/guide/json.md and, but for the fake, a line in test/security/',
  name => {
    expect(OUTPUTS.some(cell => cell.includes(`\`${name}\``))).toBe(true)
    if (!OF_PLATFORM.includes(name) && name !== 'fake') {
      expect(COMMAND_LINES.map(line => line.name)).toContain(name)
    }
  },
)

const OUTPUTS = tableRows('docs/guide/json.md').map(([cell = '']) => cell)

test.each(Object.keys(ENTRIES))('the guide shows every function of %s', async entry => {
  const exported = await ENTRIES[entry]?.()
  const functions = Object.entries(exported ?? {}).filter(
    ([name, value]) => typeof value === 'function' && /^[a-z]/.test(name),
  )
  const row = ROWS.find(([named]) => named === `| \`${entry}\``)
  const shown = [...(row?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name)
  expect(shown.sort()).toEqual(functions.map(([name]) => name).sort())
})
