import { describe, expect, test } from 'vitest'
import { createDeploymentClient } from '../../src/index.js'
import { expectNoClient } from '../support/refused.js'
import { sentWith } from '../support/sent.js'

const token = 'opaque-team-access-token'

describe('a deployment by its name', () => {
  test.each([
    ['happy-otter-123', undefined, 'https://happy-otter-123.convex.cloud'],
    ['happy-otter-123', 'eu-west-1', 'https://happy-otter-123.eu-west-1.convex.cloud'],
    ['7', 'x', 'https://7.x.convex.cloud'],
    ['happy-otter-123', 'aws-eu-west-1', 'https://happy-otter-123.eu-west-1.convex.cloud'],
    ['happy-otter-123', 'aws-us-east-1', 'https://happy-otter-123.convex.cloud'],
    ['happy-otter-123', 'aws-us-east-12', 'https://happy-otter-123.us-east-12.convex.cloud'],
    ['n'.repeat(63), undefined, `https://${'n'.repeat(63)}.convex.cloud`],
  ])('%s in region %s is at %s', (name, region, url) => {
    expect(createDeploymentClient({ token, name, region })).toMatchObject({ url, name })
  })

  test('is called under /api/v1', async () => {
    const url = 'https://happy-otter-123.eu-west-1.convex.cloud/api/v1/list_environment_variables'
    const requests = await sentWith({ token, name: 'happy-otter-123', region: 'eu-west-1' })
    expect(requests).toMatchObject([{ url }])
  })
})

const NO_LABELS = [
  ['is empty', ''],
  ['has a dot', 'happy.otter'],
  ['has a slash', 'happy/otter'],
  ['has an at sign', 'happy@evil'],
  ['has a colon', 'happy:443'],
  ['has a query', 'happy?x'],
  ['has a fragment', 'happy#x'],
  ['has a percent sign', 'happy%2eevil'],
  ['has white space', 'happy otter'],
  ['ends with a line break', 'happy-otter-123\n'],
  ['has a null character', 'happy\0otter'],
  ['has capitals', 'Happy-Otter-123'],
  ['begins with an underscore', '_happy'],
  ['begins with a hyphen', '-happy'],
  ['ends with a hyphen', 'happy-'],
  ['has a Cyrillic letter that looks Latin', 'h\u0430ppy-otter-123'],
  ['has full-width letters', '\uff48appy-otter-123'],
  ['has a full-width dot', 'happy\uff0eevil'],
  ['has an ideographic full stop', 'happy\u3002evil'],
  ['has an invisible character', 'happy\u200botter'],
  ['is longer than a label may be', 'n'.repeat(64)],
  ['begins as an encoded name and is none', 'xn--a'],
  ['is a whole host name', 'happy-otter-123.convex.cloud'],
  ['is a whole address', 'https://happy-otter-123.convex.cloud'],
  ['is a number', 7],
  ['is an object', { toString: () => 'happy-otter-123' }],
] as const

describe('a name or a region that could become another part of the address', () => {
  test.each(NO_LABELS)('one that %s is refused, with the way out', (_, label) => {
    const must = 'must be one label of a host name, such as'
    const wayOut = 'For a whole address pass `url`.'
    expectNoClient({ token, name: label }, `The \`name\` ${must} happy-otter-123`, wayOut)
    expectNoClient({ token, name: 'happy-otter-123', region: label }, `The \`region\` ${must} eu-west-1`)
  })
})

describe('a deployment that is named twice or not at all', () => {
  const url = 'https://happy-otter-123.convex.cloud'

  test.each([
    ['name', { name: 'happy-otter-123' }],
    ['region', { region: 'eu-west-1' }],
    ['name and region', { name: 'happy-otter-123', region: 'eu-west-1' }],
  ])('a url with a %s is refused', (_, options) => {
    expectNoClient({ token, url, ...options }, 'Pass either `url` or `name` (with `region`), not both.')
  })

  test('a token function needs a name or a url', () => {
    const message = 'A `token` function names no address. Pass `name` or `url`.'
    expectNoClient({ token: () => 'prod:happy-otter-123|secret' }, message)
  })

  test('a region alone does not make up for the name', () => {
    expectNoClient({ token, region: 'eu-west-1' }, 'Pass `name` or `url`.')
  })

  test.each([
    ['name', { name: 'happy-otter-123' }],
    ['url', { url }],
  ])('a token function with a %s is not asked before the first call', (_, options) => {
    const ask = () => {
      throw new Error('asked too early')
    }
    expect(createDeploymentClient({ token: ask, ...options }).url).toBe(url)
  })
})
