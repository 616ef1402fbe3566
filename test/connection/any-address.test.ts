import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../../src/index.js'
import { createClient } from '../support/deployment.js'
import { recorder } from '../support/recorder.js'
import { anyString, assembledOf, numRuns } from '../support/strings.js'

/** The addresses that a client of these options sends a request to; none where the options are refused. */
async function reached(options: object): Promise<URL[]> {
  const { fetch, requests } = recorder(async () => Response.json({ environmentVariables: {} }))
  try {
    await createClient({ ...options, fetch }).env.list({ retry: false })
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(requests).toEqual([])
  }
  return requests.map(({ url }) => new URL(url))
}

const token = 'a-token-that-names-no-deployment'

const label = assembledOf(...'happy-otter-123 a - . / @ : # ? \\ %2e 。 evil.example'.split(' '))

const address = assembledOf(
  ...'https: http: HTTPS: javascript: // / \\ @ : # ? .'.split(' '),
  ...[' ', '\t', '\n', '\0', 'ß', '\u00ad', '\u202e'],
  ...'%2f %40 %00 ． 。 ／ ＠ xn-- user:pw@ :443 :8080'.split(' '),
  ...'happy-otter-123.convex.cloud happy-otter-123.convex.site evil.example localhost 127.0.0.1'.split(' '),
  ...'[::1] 0x7f.1 2130706433 /api/v1 /api/v1/../.. .. ?x= #x'.split(' '),
)

describe('no string sends a request to another place than it says:', () => {
  test('a name and a region go below convex.cloud, as they are, or are refused', async () => {
    const region = fc.option(label, { nil: undefined })
    const property = fc.asyncProperty(label, region, async (name, region) => {
      for (const { origin } of await reached({ token, name, region })) {
        expect(origin).toBe(`https://${region === undefined ? name : `${name}.${region}`}.convex.cloud`)
      }
    })
    await fc.assert(property, { numRuns })
  })

  test('the name in a deploy key goes below convex.cloud, as it is, or is refused', async () => {
    const property = fc.asyncProperty(label, async name => {
      for (const { origin } of await reached({ token: `prod:${name}|key` })) {
        expect(origin).toBe(`https://${name.trim()}.convex.cloud`)
      }
    })
    await fc.assert(property, { numRuns })
  })

  test('an address goes to the host that stands in it, over https or to this machine, or is refused', async () => {
    const text = fc.tuple(fc.constantFrom('', 'https://'), address).map(parts => parts.join(''))
    const property = fc.asyncProperty(text, async url => {
      for (const { origin, protocol, hostname, pathname } of await reached({ token, url })) {
        expect([origin, pathname]).toEqual([hostIn(url), '/api/v1/list_environment_variables'])
        expect(protocol === 'https:' || isThisMachine(hostname)).toBe(true)
      }
    })
    await fc.assert(property, { numRuns })
  })

  test('and it is not always refused', async () => {
    const texts = [
      'https://a.example',
      ' HTTPS://A.example:443/api/v1/ ',
      'http://127.1:3210',
      'http://[::1]',
    ]
    const origins = (await Promise.all(texts.map(url => reached({ token, url })))).flat()
    expect(origins.map(({ origin }) => origin)).toEqual(texts.map(hostIn))
  })
})

test('whatever middleware makes of an address, the token stays with the deployment', async () => {
  const home = 'https://happy-otter-123.convex.cloud'
  const target = fc.oneof(
    address,
    address.map(rest => `${home}${rest}`),
    anyString.map(rest => `${home}/api/v1/list_environment_variables${rest}`),
  )
  const property = fc.asyncProperty(target, async url => {
    if (!URL.canParse(url) || new URL(url).username !== '' || new URL(url).password !== '') return
    const middleware = [{ onRequest: () => new Request(url) }]
    for (const { origin, pathname } of await reached({ token, name: 'happy-otter-123', middleware })) {
      expect([origin, pathname]).toEqual([home, '/api/v1/list_environment_variables'])
    }
  })
  await fc.assert(property, { numRuns })
})

/** The origin of an address by what a reader sees of it: no credentials, nothing behind the host but the known path. */
function hostIn(text: string): string | undefined {
  const [, scheme, host] = /^(https?):\/\/([^/\\?#@\s]+)(?:\/[^?#@\s]*)?$/i.exec(text.trim()) ?? []
  return host === undefined ? undefined : new URL(`${scheme}://${host}`).origin
}

function isThisMachine(hostname: string): boolean {
  return /^(?:localhost|\[::1\]|127(?:\.\d+){3})$/.test(hostname)
}
