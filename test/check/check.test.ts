import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDeployment, checkVariables, readNeeds } from '../../src/check/index.js'
import { createFakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient, isDeploymentError } from '../../src/index.js'
import { createProject } from './project.js'

const FILES = {
  'convex/convex.config.ts': `import { defineApp } from 'convex/server'
import { v } from 'convex/values'
export default defineApp({ env: { LEVEL: v.union(v.literal('info'), v.literal('debug')), NOTE: v.optional(v.string()) } })`,
  'convex/code.ts': `export const a = () => send(process.env.KEY, process.env.PORT ?? 1)`,
}

function set(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([name, value]) => ({ name, value }))
}

test('tells apart what is required, has a fallback, is of the wrong type, and is not in the code', async () => {
  const needs = await readNeeds(await createProject(FILES))
  const result = checkVariables(
    set({ LEVEL: 'verbose', OTHER: '1', CONVEX_SITE_URL: 'x', CONVEX_DEPLOY_KEY: 'y' }),
    needs,
  )
  expect(result).toMatchObject({
    isMet: false,
    missing: [{ name: 'KEY', places: [{ file: 'convex/code.ts', line: 1, column: 29, kind: 'required' }] }],
    fallback: [{ name: 'NOTE' }, { name: 'PORT' }],
    wrongType: [{ name: 'LEVEL', values: ['info', 'debug'] }],
    unseen: ['OTHER'],
  })
  expect(JSON.stringify(result)).not.toContain('verbose')
})

test('is met by what is required alone', async () => {
  const needs = await readNeeds(await createProject(FILES))
  expect(checkVariables(set({ LEVEL: 'info', KEY: '' }), needs)).toMatchObject({
    isMet: true,
    missing: [],
    wrongType: [],
    unseen: [],
  })
})

test('a variable is not missing where one that the code takes first is there', async () => {
  const code = 'export const a = () => send(process.env.A ?? process.env.B)'
  const needs = await readNeeds(await createProject({ 'convex/code.ts': code }))
  expect(checkVariables([], needs)).toMatchObject({ missing: [{ name: 'B', instead: ['A'] }] })
  expect(checkVariables(set({ A: '1' }), needs)).toMatchObject({ isMet: true, fallback: [{ name: 'B' }] })
})

test('asks a deployment for its variables once, and changes nothing', async () => {
  const fake = createFakeDeployment({ environmentVariables: { LEVEL: 'info' } })
  const client = createDeploymentClient({
    name: 'happy-otter-123',
    token: fake.token,
    fetch: fake.fetch,
    contract: 'v1',
  })
  const needs = await readNeeds(await createProject(FILES))
  expect(await checkDeployment(client, needs)).toMatchObject({ isMet: false, missing: [{ name: 'KEY' }] })
  expect(fake.requests.map(({ method }) => method)).toEqual(['GET'])
})

test('gives up with its signal', async () => {
  const fake = createFakeDeployment()
  const client = createDeploymentClient({ name: 'happy-otter-123', token: fake.token, fetch: fake.fetch })
  const needs = await readNeeds(await createProject(FILES))
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(checkDeployment(client, needs, { signal })).rejects.toThrow('enough')
})

describe('the verdict on a declared variable', () => {
  const text = fc.constantFrom('', 'a', 'b', 'aa', 'a|b', '^a$', 'A', 'a\n', '.', 'info')
  const validator: fc.Arbitrary<{ code: string; values: readonly string[] | undefined }> = fc.letrec<{
    part: { code: string; values: readonly string[] | undefined }
  }>(tie => ({
    part: fc.oneof(
      { depthSize: 'small' },
      fc.constant({ code: 'v.string()', values: undefined }),
      text.map(value => ({ code: `v.literal(${JSON.stringify(value)})`, values: [value] })),
      fc.array(tie('part'), { maxLength: 3 }).map(parts => ({
        code: `v.union(${parts.map(({ code }) => code).join(', ')})`,
        values: parts.some(({ values }) => values === undefined)
          ? undefined
          : parts.flatMap(({ values = [] }) => values),
      })),
    ),
  })).part

  test('is that of the deployment, for any validator and any value', async () => {
    const folder = await createProject({})
    const { writeProject } = await import('./project.js')
    await fc.assert(
      fc.asyncProperty(
        validator,
        fc.boolean(),
        fc.option(text, { nil: undefined }),
        async (type, optional, value) => {
          const code = optional ? `v.optional(${type.code})` : type.code
          await writeProject(folder, {
            'convex/convex.config.ts': `import { defineApp } from 'convex/server'\nimport { v } from 'convex/values'
export default defineApp({ env: { A: ${code} } })`,
          })
          const result = checkVariables(value === undefined ? [] : set({ A: value }), await readNeeds(folder))
          expect(result.isMet).toBe(await accepts(type.values, !optional, value))
          expect(result.unclear).toEqual([])
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 100) },
    )
  })

  /** Returns true if a fake with that declaration takes the value, or lets the variable be removed. */
  async function accepts(
    values: readonly string[] | undefined,
    required: boolean,
    value: string | undefined,
  ) {
    const fake = createFakeDeployment({ environmentVariables: { A: 'before' } })
    // No text matches an empty class.
    const pattern = values?.map(one => one.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')
    fake.state.declaredVariables.set('A', {
      required,
      ...(pattern !== undefined && { pattern: values?.length === 0 ? '[]' : pattern }),
    })
    const client = createDeploymentClient({
      name: 'happy-otter-123',
      token: fake.token,
      fetch: fake.fetch,
      contract: 'v1',
    })
    try {
      await (value === undefined ? client.env.unset(['A']) : client.env.set({ A: value }))
      return true
    } catch (error) {
      if (isDeploymentError(error) && 'code' in error) return false
      throw error
    }
  }
})
