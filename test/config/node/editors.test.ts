import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stringifyConfig } from '../../../src/config/node/index.js'
import { languageServer } from './language-server.js'
import { stubs } from './stubs.js'

/** A project that has the package installed, and an editor in it. */
async function editor() {
  const { folder } = await stubs()
  const installed = join(folder, 'node_modules/convex-deployment/schema')
  await mkdir(installed, { recursive: true })
  await cp('schema', installed, { recursive: true })
  return languageServer(folder)
}

const [HEADER = ''] = stringifyConfig({}).split('\n')

test('an editor finds nothing wrong in a file that is right, and says what is wrong in one that is not', async () => {
  const { open } = await editor()
  const right = stringifyConfig({
    expect: 'prod',
    sources: { vault: { exec: ['doppler'], env: ['DOPPLER_TOKEN'] } },
    environment: { A: 'text', B: { from: 'vault' }, C: { keep: true }, D: null, E: { random: 32 } },
    logStreams: {
      axiom: { datasetName: 'prod', attributes: [], apiKey: { env: 'AXIOM_KEY' } },
      sentry: null,
    },
    usageLimits: [{ metric: 'databaseIoGb', window: 'day', limitType: 'warning', limit: 50 }],
    overrides: { preview: { environment: { A: 'other' } } },
  })
  expect(await open('right.yaml', right)).toEqual([])
  const wrong = await open(
    'wrong.yaml',
    `${HEADER}\nversion: 1\nenviroment: {}\nenvironment:\n  PORT: 8080\n`,
  )
  expect(wrong.map(({ range }) => range.start.line).sort()).toEqual([2, 4])
})

test('an editor completes sections, forms of values, kinds and settings', async () => {
  const { open, complete } = await editor()
  const lines = [
    HEADER,
    'version: 1',
    'environment:',
    '  A:',
    '    ',
    'logStreams:',
    '  ',
    'usageLimits:',
    '  - metric: ',
    '',
  ]
  await open('new.yaml', lines.join('\n'))
  expect(await complete('new.yaml', 9, 0)).toEqual(
    expect.arrayContaining(['expect', 'sources', 'environmentFrom', 'prune', 'canonicalUrls', 'overrides']),
  )
  expect(await complete('new.yaml', 4, 4)).toEqual(
    expect.arrayContaining(['from', 'env', 'file', 'value', 'keep', 'random', 'keyPair']),
  )
  expect(await complete('new.yaml', 6, 2)).toEqual(expect.arrayContaining(['webhook', 'axiom', 's3Export']))
  expect(await complete('new.yaml', 8, 12)).toEqual(expect.arrayContaining(['functionCalls', 'databaseIoGb']))
})
