import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { run } from '../../src/cli/main.js'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 300)

const HOSTS = [
  'https://otter.convex.cloud',
  'https://fox.eu-west-1.convex.cloud',
  'http://127.0.0.1:3210',
  'https://evil.example',
  'https://otter.convex.cloud.evil.example',
  'https://convex.cloud',
]

/** The names that keys claim; the end of each key says which source it is from. */
const CLAIMS = [
  'prod:otter|',
  'dev:fox|',
  'otter|',
  'evil.example|',
  'project:acme:shop|',
  '"prod:otter|',
  '',
]

const source = (id: string) =>
  fc.record(
    {
      CONVEX_DEPLOY_KEY: key(id),
      CONVEX_DEPLOYMENT_TOKEN: key(id),
      CONVEX_SELF_HOSTED_URL: fc.constantFrom(...HOSTS, ''),
      CONVEX_SELF_HOSTED_ADMIN_KEY: key(id),
      FLEET_KEY: key(id),
    },
    { requiredKeys: [] },
  )
const key = (id: string) =>
  fc.oneof(
    fc.constantFrom(...CLAIMS).map(claim => `${claim}k-${id}`),
    fc.constant(' '),
  )
const label = fc.constantFrom('otter', 'fox', 'evil.example', '127.0.0.1:3210', 'another deployment')
const flag = (name: string, value: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: value.map(given => [`--${name}=${given}`]) },
  )

const scene = fc.record({
  environment: source('environment'),
  local: source('local'),
  dotenv: source('dotenv'),
  named: source('named'),
  ci: fc.boolean(),
  fleet: fc.array(
    fc.oneof(
      fc.record({ url: fc.constantFrom(...HOSTS), key: fc.constantFrom('FLEET_KEY', 'CONVEX_DEPLOY_KEY') }),
      fc.record({ name: fc.constantFrom('otter', 'fox'), key: fc.constant('FLEET_KEY') }),
    ),
    { minLength: 1, maxLength: 2 },
  ),
  useFleet: fc.boolean(),
  useNamed: fc.boolean(),
  deployment: flag('deployment', fc.constantFrom('otter', 'fox')),
  url: flag('url', fc.constantFrom(...HOSTS)),
  allowHost: flag('allow-host', fc.constantFrom('evil.example')),
  expect: flag('expect', label),
  confirm: label.map(given => [`--confirm=${given}`]),
})

type Scene = typeof scene extends fc.Arbitrary<infer Value> ? Value : never

/** A scene that writes: by chance one of some hundred does, which is too few to count on. */
const WRITING: Scene = {
  environment: { CONVEX_DEPLOY_KEY: 'prod:otter|k-environment' },
  local: {},
  dotenv: {},
  named: {},
  ci: true,
  fleet: [],
  useFleet: false,
  useNamed: false,
  deployment: [],
  url: [],
  allowHost: [],
  expect: [],
  confirm: ['--confirm=otter'],
}

/** The name that a host of the cloud proves, read in another way than the client reads it. */
function provenName(host: string): string | undefined {
  const labels = host.split('.')
  const isCloud = labels.slice(-2).join('.') === 'convex.cloud' && [3, 4].includes(labels.length)
  return isCloud ? labels[0] : undefined
}

test('whatever sources and flags say, no key goes where neither it nor the caller leads, and no unproven name confirms', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'convex-deployment-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  let sent = 0
  let written = 0

  const property = fc.asyncProperty(scene, async given => {
    const lines = (variables: object) =>
      Object.entries(variables)
        .map(([name, value]) => `${name}='${value}'\n`)
        .join('')
    await Promise.all([
      writeFile(join(folder, '.env.local'), lines(given.local)),
      writeFile(join(folder, '.env'), lines(given.dotenv)),
      writeFile(join(folder, 'named.env'), lines(given.named)),
      writeFile(join(folder, 'fleet.json'), JSON.stringify(given.fleet)),
      writeFile(join(folder, 'app.env'), 'A=s3cr3t-value\n'),
    ])
    const requests: { readonly host: string; readonly token: string; readonly writes: boolean }[] = []
    const words = given.useFleet
      ? ['env', 'plan', 'app.env', '--deployments=fleet.json', ...given.allowHost]
      : [
          'env',
          'apply',
          'app.env',
          '--no-backup',
          '--yes',
          ...given.confirm,
          ...given.deployment,
          ...given.url,
        ]
    await run([...words, ...given.expect, ...(given.useNamed ? ['--credentials=named.env'] : [])], {
      environment: { ...given.environment, HOME: folder, CI: given.ci ? 'true' : '' },
      folder,
      stdin: Readable.from([]),
      stdout: new PassThrough().resume(),
      stderr: new PassThrough().resume(),
      fetch: async request => {
        const { host, pathname } = new URL(request.url)
        const writes = pathname.endsWith('update_environment_variables')
        const token = `${request.headers.get('authorization')}`.replace('Convex ', '')
        requests.push({ host, token, writes })
        if (writes) return new Response(null)
        return Response.json(
          pathname.endsWith('deployment_info')
            ? {
                kind: 'cloud',
                id: 1,
                deploymentType: 'prod',
                reference: null,
                teamId: 1,
                projectId: 1,
                projectName: null,
                projectSlug: null,
              }
            : { environmentVariables: {} },
        )
      },
    })

    const sources = {
      environment: given.environment,
      local: given.local,
      dotenv: given.dotenv,
      named: given.named,
    }
    for (const { host, token, writes } of requests) {
      sent++
      const from = /k-(\w+)$/.exec(token)?.[1]
      const own = Object.entries(sources).find(([id]) => id === from)?.[1]
      const claimed = /^(?:prod:|dev:)?(\w+(?:\.\w+)*)\|/.exec(token)?.[1]
      const name = provenName(host)
      // A key that names its deployment opens no other one of the cloud.
      if (name !== undefined && claimed !== undefined) expect(claimed).toBe(name)
      const isCalled = given.useFleet
        ? given.fleet.some(one => ('name' in one ? one.name === name : new URL(one.url).host === host))
        : [...given.url, ...given.deployment].some(
            one => one.endsWith(`=${name}`) || one.endsWith(`//${host}`),
          )
      const isPair = own?.CONVEX_SELF_HOSTED_URL?.endsWith(`//${host}`) === true
      expect([claimed === name, isCalled, isPair]).toContain(true)
      // A file alone leads a key nowhere but to the cloud and to this machine.
      if (given.useFleet && name === undefined && host !== '127.0.0.1:3210')
        expect(given.allowHost).toEqual([`--allow-host=${host}`])
      // In CI, and beside a file that is named, a checkout has no say.
      if (given.useNamed) expect(from).toBe('named')
      else if (given.ci) expect(from).toBe('environment')
      if (writes) {
        written++
        expect(given.confirm).toEqual([`--confirm=${name ?? host}`])
      }
    }
  })
  await fc.assert(property, { numRuns: RUNS, examples: [[WRITING]] })
  // The property would hold for a command that never sends anything.
  expect(sent).toBeGreaterThan(RUNS / 20)
  expect(written).toBeGreaterThan(0)
})
