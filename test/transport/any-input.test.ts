import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient, type DeploymentClient, InvalidInputError } from '../../src/index.js'
import { deployment, TOKEN } from '../support/deployment.js'
import { type Recorded, recorder } from '../support/recorder.js'
import { anyString, assembledOf, numRuns } from '../support/strings.js'

/** The requests of a call; a call that is refused has none. */
async function sent(
  make: (fetch: (request: Request) => Promise<Response>) => DeploymentClient,
  call: (client: DeploymentClient) => Promise<unknown>,
): Promise<Recorded[]> {
  // The answer fits nothing: what counts is what was sent.
  const { fetch, requests } = recorder(async () => new Response('[]', { status: 418 }))
  try {
    await call(make(fetch))
  } catch (error) {
    if (error instanceof InvalidInputError) expect(requests).toEqual([])
    else expect(error).toMatchObject({ status: 418 })
  }
  return requests
}

const real = (fetch: (request: Request) => Promise<Response>) => deployment({ fetch, contract: 'v1' })

const text = fc.oneof(
  anyString,
  assembledOf(
    '/',
    '\\',
    '.',
    '..',
    '%',
    '%2f',
    '%2e%2e',
    '?',
    '#',
    '&',
    '=',
    '+',
    ' ',
    ';',
    'cursor=',
    '\r\n',
    'k1',
  ),
)

describe('whatever the string,', () => {
  test('an id stays one segment of the path', async () => {
    const property = fc.asyncProperty(text, async id => {
      for (const { url } of await sent(real, ({ logStreams }) => logStreams.get(id))) {
        const { origin, pathname, search, hash } = new URL(url)
        const [before, last = ''] = pathname.split('/get_log_stream/')
        expect([origin, before, search, hash]).toEqual([
          'https://happy-otter-123.convex.cloud',
          '/api/v1',
          '',
          '',
        ])
        expect(last).not.toContain('/')
        expect(decodeURIComponent(last)).toBe(id)
      }
    })
    await fc.assert(property, { numRuns })
  })

  test('a cursor in an address stays one parameter, and is what was given', async () => {
    const property = fc.asyncProperty(text, async cursor => {
      for (const { url } of await sent(real, ({ auditLog }) => auditLog.page({ from: 7, cursor }))) {
        const { pathname, searchParams, hash } = new URL(url)
        expect([pathname, hash]).toEqual(['/api/v1/list_audit_log_events', ''])
        expect([...searchParams].sort()).toEqual([
          ['cursor', wellFormed(cursor)],
          ['from', '7'],
        ])
      }
    })
    await fc.assert(property, { numRuns })
  })

  test('a cursor in a body stays one member, and is what was given', async () => {
    const property = fc.asyncProperty(text, async cursor => {
      for (const { url, body } of await sent(real, ({ dataSync }) => dataSync.pages({ cursor }).next())) {
        expect(new URL(url).pathname).toBe('/api/v1/data/sync')
        expect(JSON.parse(body)).toEqual({ cursor })
      }
    })
    await fc.assert(property, { numRuns })
  })

  test('a token is sent as it is, on one line, or refused', async () => {
    const token = assembledOf(TOKEN, 'Convex ', 'Bearer ', '\r\n', 'x-other: 1', '\0', ' ', 'é', ':', '|')
    const property = fc.asyncProperty(token, async token => {
      const make = (fetch: (request: Request) => Promise<Response>) =>
        createDeploymentClient({ token, url: 'https://a.example', fetch })
      for (const { headers } of await sent(make, ({ env }) => env.list())) {
        expect(headers.authorization).toMatch(/^Convex [\x21-\x7e]+$/)
        expect(token.trim().replace(/^convex\s+/i, '')).toBe(headers.authorization?.slice('Convex '.length))
        expect(headers).not.toHaveProperty('x-other')
      }
    })
    await fc.assert(property, { numRuns })
  })

  test('a header is sent as it is, beside our own and in place of none, or refused', async () => {
    const ours = [
      'authorization',
      'convex-client',
      'convex-request-id',
      'content-type',
      'x-mine',
      '__proto__',
    ]
    const name = fc.oneof(fc.constantFrom(...ours, 'Authorization', 'AUTHORIZATION'), text)
    const value = fc.oneof(
      assembledOf('a', ' ', '\t', '\r\n', '\n', 'x-other: 1', '\0', 'é', '✓', 'Convex other'),
      text,
    )
    const property = fc.asyncProperty(name, value, async (name, value) => {
      const make = (fetch: (request: Request) => Promise<Response>) =>
        deployment({ fetch, contract: 'v1', headers: Object.fromEntries([[name, value]]) })
      for (const { headers } of await sent(make, ({ env }) => env.list())) {
        expect(headers.authorization).toBe(`Convex ${TOKEN}`)
        expect(headers['convex-client']).toMatch(/^convex-deployment-\d/)
        const known = [...ours, name.toLowerCase()]
        expect(Object.keys(headers).filter(header => !known.includes(header))).toEqual([])
        if (!ours.includes(name.toLowerCase())) {
          expect(headers[name.toLowerCase()]).toBe(value.replace(/^[ \t]+|[ \t]+$/g, ''))
        }
      }
    })
    await fc.assert(property, { numRuns })
  })

  test('a variable of that name is set and removed, and no other, or it is refused', async () => {
    const name = fc.oneof(
      text,
      assembledOf('A', '_', '9', '__proto__', 'constructor', '-', '.', 'a'.repeat(128)),
    )
    const property = fc.asyncProperty(name, async name => {
      const fake = createFakeDeployment({ environmentVariables: { OTHER: 'kept' } })
      const { env } = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
      const values = new Map([[name, 'value']])
      const legal = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name.length <= 256
      const set = env.set(values)
      if (!legal) {
        await expect(set).rejects.toBeInstanceOf(InvalidInputError)
        await expect(env.unset([name])).rejects.toBeInstanceOf(InvalidInputError)
        expect(fake.requests).toEqual([])
        return
      }
      await set
      expect(fake.state.environmentVariables).toEqual(new Map([['OTHER', 'kept'], ...values]))
      await env.unset([name])
      expect(fake.state.environmentVariables).toEqual(new Map(name === 'OTHER' ? [] : [['OTHER', 'kept']]))
    })
    await fc.assert(property, { numRuns })
  })
})

/** What an address can hold of a string: it is UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}
