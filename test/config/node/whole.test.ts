import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { applyPlan, formatPlan, planDeployment, resolveConfig } from '../../../src/config/index.js'
import { createResolver, readConfig, stringifyConfig } from '../../../src/config/node/index.js'
import { failureOf } from '../../support/settling.js'
import { target } from '../sections/deployment.js'
import { MARK, stubs } from './stubs.js'

const FILE = `
version: 1
sources:
  app: { file: .env }
  doppler: { exec: [doppler], env: [DOPPLER_TOKEN] }
  infisical: { exec: [infisical] }
environmentFrom: [app]
environment:
  STRIPE_KEY: { from: doppler }
  OTHER: { from: infisical }
  TLS_KEY: { file: ./tls.pem }
  SENTRY_DSN: { env: SENTRY_DSN }
  PEPPER: { random: 32 }
  JWT_PRIVATE_KEY: { keyPair: RS256, jwks: JWKS }
logStreams:
  axiom: { datasetName: prod, attributes: [], apiKey: { from: doppler, name: AXIOM_KEY } }
`

async function project() {
  const made = await stubs({
    'deployment.yaml': FILE,
    '.env': `APP_KEY=${MARK}-app\n`,
    'tls.pem': `${MARK}-tls\n`,
  })
  const environment = { ...made.environment, SENTRY_DSN: `https://${MARK}@sentry.example.com/1` }
  return { ...made, environment, file: join(made.folder, 'deployment.yaml') }
}

test('a file with secrets from everywhere is applied, a second run sends nothing, and no secret shows', async () => {
  const { folder, environment, file } = await project()
  const { client, fake, asked } = target()
  const run = async () => {
    const declared = await readConfig(file)
    const shown: unknown[] = [declared, stringifyConfig(declared)]
    const onRun = (argv: readonly string[]) => void shown.push(argv)
    const resolver = createResolver({
      folder,
      environment,
      sources: declared.sources,
      allowExec: true,
      onRun,
    })
    const { config } = await resolveConfig(declared, { ...resolver, type: 'prod' })
    const plan = await planDeployment(client, config)
    shown.push(plan, plan.toJSON(), formatPlan(plan, { unchanged: true }))
    shown.push(await applyPlan(client, plan))
    const { JWT_PRIVATE_KEY, PEPPER } = Object.fromEntries(fake.state.environmentVariables)
    const text = shown.map(one => inspect(one, { depth: 9 }) + JSON.stringify(one)).join('\n')
    for (const secret of [MARK, `${JWT_PRIVATE_KEY}`, `${PEPPER}`]) expect(text).not.toContain(secret)
    return plan
  }
  expect((await run()).problems).toEqual([])
  expect(fake.state.environmentVariables.size).toBe(8)
  expect(fake.state.logStreams[0]?.config).toMatchObject({ apiKey: `xaat-${MARK}-4` })
  asked.length = 0
  expect((await run()).isEmpty).toBe(true)
  expect(asked.filter(operation => !/^(?:list|get)_/.test(operation))).toEqual([])
  expect((await readFile(join(folder, 'ran'), 'utf8')).trim().split('\n')).toHaveLength(1 + 1)
})

test.each([
  [
    'runs a program',
    `version: 1\nsources: { s: { exec: [./evil.sh] } }\nenvironment: { A: { from: s } }\n`,
    /allowExec/,
  ],
  [
    'reads a file elsewhere',
    'version: 1\nenvironment: { A: { file: ../outside } }\n',
    /outside of the folder/,
  ],
  [
    'takes a source elsewhere',
    'version: 1\nsources: { s: { file: ../outside } }\nenvironmentFrom: [s]\n',
    /outside of the folder/,
  ],
  [
    'sends a key of Convex',
    'version: 1\nenvironment: { A: { env: CONVEX_DEPLOY_KEY } }\n',
    /names a key of Convex/,
  ],
  [
    'hands a key of Convex to a program',
    'version: 1\nsources: { s: { exec: [a], env: [CONVEX_ACCESS_TOKEN] } }\n',
    /names a key of Convex/,
  ],
  ['has a tag of a program', 'version: 1\nenvironment: { A: !!js/function "x" }\n', /has a tag/],
  [
    'doubles itself',
    `version: 1\na: &a [x, x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*a, *a]\n`).join('')}`,
    /has an anchor/,
  ],
])('a hostile file that %s is refused, with nothing run and nothing sent', async (_, text, message) => {
  const { folder, environment, root } = await project()
  const file = join(folder, 'hostile.yaml')
  await writeFile(file, text)
  await writeFile(join(root, 'outside'), MARK)
  await writeFile(join(folder, 'evil.sh'), '#!/bin/sh\ntouch ran\n', { mode: 0o755 })
  const { client, asked } = target()
  const attempt = async () => {
    const declared = await readConfig(file)
    const keyed = { ...environment, CONVEX_DEPLOY_KEY: MARK }
    const resolver = createResolver({ folder, environment: keyed, sources: declared.sources })
    await planDeployment(client, (await resolveConfig(declared, resolver)).config)
  }
  const error = await failureOf(attempt())
  expect(error).toMatchObject({ name: 'InvalidInputError', message: expect.stringMatching(message) })
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(MARK)
  expect(asked).toEqual([])
  expect(await failureOf(stat(join(folder, 'ran')))).toBeInstanceOf(Error)
})
