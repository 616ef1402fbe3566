import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planDeployment, resolveConfig } from '../../../src/config/index.js'
import { importDeployment } from '../../../src/config/node/index.js'
import { createDeploymentClient, NotFoundError } from '../../../src/index.js'
import { failureOf } from '../../support/settling.js'
import { anyContent, MARK } from '../sections/arbitrary.js'
import { HMAC_SECRET, members, target } from '../sections/deployment.js'

/** `npm run prove files` tries more. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 100)

test('an imported deployment plans to no changes as it is, and holds no secret', async () => {
  let streams = 0
  const property = fc.asyncProperty(anyContent, async content => {
    const { fake, client } = target(content)
    const before = members(fake)
    const declared = await importDeployment(client)
    const text = JSON.stringify(declared)
    for (const secret of [MARK, HMAC_SECRET, fake.token]) expect(text).not.toContain(secret)
    const { config } = await resolveConfig(JSON.parse(text))
    const plan = await planDeployment(client, config)
    expect(plan.problems).toEqual([])
    expect(plan.isEmpty).toBe(true)
    const named = ['environment', 'usageLimits', 'logStreams'] as const
    expect(named.flatMap(section => plan[section].unmanaged)).toEqual([])
    expect(members(fake)).toEqual(before)
    streams += Object.values(declared.logStreams ?? {}).filter(one => one && 'apiKey' in one).length
  })
  await fc.assert(property, { numRuns })
  expect(streams).toBeGreaterThan(0)
})

describe('an import', () => {
  const AXIOM = { apiKey: 'xaat-s3cr3t', datasetName: 'prod', attributes: [] }

  test('names variables, and the places of the keys that are never returned', async () => {
    const { client } = target(
      {
        environment: { B: 's3cr3t', A: 's3cr3t', CONVEX_DEPLOY_KEY: 'k' },
        canonicalUrls: { convexCloud: 'https://api.example.com' },
        usageLimits: { 'databaseIoGb/day/warning': { limit: 50, enabled: true } },
        logStreams: {
          axiom: AXIOM,
          webhook: { url: 'https://logs.example.com/convex', format: 'jsonl' },
          datadog: { siteLocation: 'EU', ddApiKey: 's3cr3t', ddTags: [] },
        },
      },
      { name: 'happy-otter-123' },
    )
    expect(await importDeployment(client)).toEqual({
      version: 1,
      expect: 'happy-otter-123',
      environment: { A: { keep: true }, B: { keep: true } },
      canonicalUrls: { convexCloud: 'https://api.example.com' },
      usageLimits: [
        { metric: 'databaseIoGb', window: 'day', limitType: 'warning', limit: 50, enabled: true },
      ],
      logStreams: {
        axiom: { datasetName: 'prod', attributes: [], apiKey: { env: 'AXIOM_API_KEY' } },
        webhook: { url: 'https://logs.example.com/convex', format: 'jsonl' },
        datadog: { siteLocation: 'EU', ddTags: [], ddApiKey: { env: 'DATADOG_API_KEY' } },
      },
    })
  })

  test.each([
    'https://logs.example.com/services/T00AB/x8Kq2',
    'https://logs.example.com/convex?key=k1',
    'https://user@logs.example.com',
    'https://logs.example.com/aGVsbG8tdG9rZW4tdGhhdC1pcy1sb25n',
  ])('keeps a webhook as it is whose address may hold a secret: %s', async url => {
    const { client } = target({ logStreams: { webhook: { url, format: 'json' } } })
    expect((await importDeployment(client)).logStreams).toEqual({ webhook: { keep: true } })
  })

  test('keeps a stream as it is that has failed', async () => {
    const { client } = target({ logStreams: { axiom: AXIOM }, failed: ['axiom'] })
    expect((await importDeployment(client)).logStreams).toEqual({ axiom: { keep: true } })
  })

  test('takes the values of a file in the place of the names', async () => {
    const { client } = target({ environment: { A: '1', B: '2' } })
    const declared = await importDeployment(client, { values: '.env.production' })
    expect(declared).toMatchObject({
      sources: { values: { file: '.env.production' } },
      environmentFrom: ['values'],
    })
    expect(declared).not.toHaveProperty('environment')
    const readSource = async () => ({ A: '1', B: '2' })
    const { config } = await resolveConfig(declared, { readSource })
    expect((await planDeployment(client, config)).isEmpty).toBe(true)
  })

  test('leaves out the sections that may not be read, and says so', async () => {
    const { client, fake } = target({ environment: { A: '1' } })
    fake.state.keys = [{ token: fake.token, permissions: ['deployment:env:view'] }]
    const left: string[] = []
    const onLeftOut = (section: string, reason: string) => left.push(`${section} ${reason}`)
    const declared = await importDeployment(client, { onLeftOut })
    expect(Object.keys(declared)).not.toContain('logStreams')
    expect(left).toEqual([
      expect.stringContaining('usageLimits cannot be read: the key may not read it'),
      expect.stringContaining('logStreams cannot be read: the key may not read it'),
    ])
  })

  test('throws if nothing may be read', async () => {
    const client = createDeploymentClient({
      token: 'prod:happy-otter-123|key',
      contract: 'v1',
      fetch: async () => new Response(null, { status: 404 }),
    })
    expect(await failureOf(importDeployment(client))).toBeInstanceOf(NotFoundError)
  })
})
