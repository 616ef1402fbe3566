import { describe, expect, test } from 'vitest'
import { applyPlan } from '../../../src/config/index.js'
import { target } from './deployment.js'

const URLS = { convexCloud: 'https://api.example.com', convexSite: 'https://site.example.com' }
const LIMIT = { metric: 'databaseIoGb', window: 'day', limitType: 'warning', limit: 50 } as const

describe('what somebody else has done since the plan', () => {
  test('is a step `unchanged`, by section and name', async () => {
    const { plan, fake, client } = target()
    const made = await plan({ environment: { A: '1', paused: '1' }, canonicalUrls: URLS, paused: true })
    fake.state.environmentVariables.set('paused', '1')
    fake.state.canonicalUrls.convexCloud = URLS.convexCloud
    const { status, steps, unverified } = await applyPlan(client, made)
    expect(status).toBe('applied')
    expect(unverified).toEqual([])
    expect(steps.map(step => [step.section, step.name, step.status])).toEqual([
      ['environment', 'A', 'done'],
      ['environment', 'paused', 'unchanged'],
      ['canonicalUrls', 'convexCloud', 'unchanged'],
      ['canonicalUrls', 'convexSite', 'done'],
      ['paused', 'paused', 'done'],
    ])
  })

  test('is not read back where nothing else of its section was written', async () => {
    const { plan, fake, client, asked } = target()
    const made = await plan({ environment: { A: '1' }, canonicalUrls: { convexCloud: URLS.convexCloud } })
    fake.state.canonicalUrls.convexCloud = URLS.convexCloud
    asked.length = 0
    await applyPlan(client, made)
    expect(asked.slice(2)).toEqual(['update_environment_variables', 'list_environment_variables'])
  })
})

describe('a setting that reading back does not show is unverified, by its path:', () => {
  test('one that is otherwise by then, or gone', async () => {
    let writes = 0
    const deployment = target({}, {}, ({ method }) => {
      if (method !== 'GET') writes += 1
      // Between the last write and the reading of it.
      else if (writes === 3) {
        deployment.fake.state.canonicalUrls.convexCloud = 'https://else.example.com'
        deployment.fake.state.usageLimits = []
      }
    })
    const { unverified, status } = await deployment.run({ canonicalUrls: URLS, usageLimits: [LIMIT] })
    expect(status).toBe('applied')
    expect(unverified).toEqual(['canonicalUrls.convexCloud', 'usageLimits.databaseIoGb/day/warning'])
  })

  test('all of a section that cannot be read by then, and not what no reading shows', async () => {
    let writes = 0
    const deployment = target({}, {}, ({ method }) => {
      if (method !== 'GET') writes += 1
      else if (writes === 2)
        deployment.fake.faults.add({ kind: 'answer', status: 403 }, { operation: 'listUsageLimits' })
    })
    const { unverified } = await deployment.run({ usageLimits: [LIMIT], paused: true })
    expect(unverified).toEqual(['usageLimits.databaseIoGb/day/warning'])
  })

  test('and a key, which no reading shows, is not needed', async () => {
    const axiom = { apiKey: 'xaat-12345678', datasetName: 'convex', attributes: [] }
    const { run } = target({ logStreams: { axiom: { ...axiom, datasetName: 'old' } } })
    expect(await run({ logStreams: { axiom } }, { resendKeys: true })).toMatchObject({ unverified: [] })
  })
})
