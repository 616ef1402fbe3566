import { describe, expect, test } from 'vitest'
import { expectNoClient } from '../support/refused.js'
import { sentWith } from '../support/sent.js'

const url = 'https://happy-otter-123.convex.cloud'

const authorizationOf = async (token: string) =>
  (await sentWith({ token, url })).map(({ headers }) => headers.authorization)

describe('the authorization header', () => {
  test.each([
    ['as it is', 'prod:happy-otter-123|eyJ2MiI6Ij=='],
    ['without outer spaces', '  prod:happy-otter-123|eyJ2MiI6Ij==  '],
    ['without a trailing Windows line break', 'prod:happy-otter-123|eyJ2MiI6Ij==\r\n'],
    ['without a byte order mark', '\ufeffprod:happy-otter-123|eyJ2MiI6Ij=='],
    ['without a no-break space', 'prod:happy-otter-123|eyJ2MiI6Ij==\u00a0'],
    ['without the scheme in lower case', 'convex prod:happy-otter-123|eyJ2MiI6Ij=='],
    ['without the scheme, spaces around it', ' \tConvex   prod:happy-otter-123|eyJ2MiI6Ij==\n'],
  ])('holds the token %s', async (_, token) => {
    expect(await authorizationOf(token)).toEqual(['Convex prod:happy-otter-123|eyJ2MiI6Ij=='])
  })

  test.each([
    ['every printable character', '!"#$%&\'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~'],
    ['a word that begins with the scheme', 'Convexity'],
    ['a word that begins like another scheme', 'Bearers-of-news'],
    ['the scheme at its end', 'dev:happy-otter-123|convex'],
    ['another scheme within', 'dev:happy-otter-123|bearer-x'],
  ])('is left alone where the token has %s', async (_, token) => {
    expect(await authorizationOf(token)).toEqual([`Convex ${token}`])
  })
})

const EMPTY = 'The `token` is empty.'
const BEARER = 'The `token` starts with "Bearer": leave it out.'
const WHITE_SPACE = 'The `token` has white space or a line break in it.'
const FOREIGN = 'The `token` has characters that no token has.'

describe('a token that is refused', () => {
  test.each([
    ['is empty', '', EMPTY],
    ['is blank', ' \t\r\n ', EMPTY],
    ['is the scheme alone', 'Convex', EMPTY],
    ['is the scheme and a space', 'Convex ', EMPTY],
    ['has the scheme of others in lower case', 'bearer s3cr3t-value', BEARER],
    ['has the scheme of others behind ours', 'Convex Bearer s3cr3t-value', BEARER],
    ['has the scheme of others before a line break', 'Bearer\ns3cr3t-value', BEARER],
    ['is the scheme of others alone', 'Bearer', BEARER],
    ['has the scheme twice', 'Convex Convex s3cr3t-value', WHITE_SPACE],
    ['has a space', 's3cr3t value-of-mine', WHITE_SPACE],
    ['has a tab', 's3cr3t\tvalue-of-mine', WHITE_SPACE],
    ['smuggles a header', 's3cr3t\r\nX-Evil: 1', WHITE_SPACE],
    ['has a line break behind the scheme', 'Convex\ns3cr3t-value', WHITE_SPACE],
    ['has a no-break space', 's3cr3t\u00a0value-of-mine', WHITE_SPACE],
    ['has a line separator', 's3cr3t\u2028value-of-mine', WHITE_SPACE],
    ['has a null character', 's3cr3t\0value', FOREIGN],
    ['has a delete character', 's3cr3t\x7fvalue', FOREIGN],
    ['has an accented letter', 's3cr3t-val\u00fce', FOREIGN],
    ['has an invisible character', 's3cr3t\u200bvalue', FOREIGN],
    ['has an emoji', 's3cr3t\u{1f511}value', FOREIGN],
  ])('%s', (_, token, message) => {
    expectNoClient({ token, url }, message, 'Pass it alone, as the dashboard shows it.')
  })

  test.each([
    ['undefined', undefined],
    ['null', null],
    ['number', 90_210],
    ['object', ['s3cr3t-value']],
    ['object', new String('s3cr3t-value')],
    ['object', Promise.resolve('s3cr3t-value')],
    ['symbol', Symbol('s3cr3t-value')],
  ])('is no string, but %s', (kind, token) => {
    expectNoClient({ token, url }, `The \`token\` must be a string, and is ${kind}.`)
  })
})

describe('a token that was mangled on its way', () => {
  test.each([
    ['docker keeps the quotes', '"prod:brave-fox-456|s3cr3t-value"', 'has quotes around it'],
    ['cmd keeps one', "'prod:brave-fox-456|s3cr3t-value", 'has quotes around it'],
    ['a whole line was pasted', 'CONVEX_DEPLOY_KEY=prod:brave-fox-456|s3cr3t-value', 'name of a variable'],
    ['a shell cut it at the bar', 'prod:brave-fox-456', 'is cut off'],
    ['a shell cut it behind the bar', 'dev:brave-fox-456|', 'is cut off'],
    ['a project key is cut', 'project:acme:shop', 'is cut off'],
    ['its beginning is lost', '|s3cr3t-value', 'is cut off: a key begins before its'],
    ['nobody filled it in', '<your-deploy-key>', 'is a placeholder'],
    ['a template was not filled in', `\${CONVEX_DEPLOY_KEY}`, 'is a placeholder'],
    ['a pipeline did not fill it in', '{{secrets.CONVEX_DEPLOY_KEY}}', 'is a placeholder'],
    ['cmd did not fill it in', '%CONVEX_DEPLOY_KEY%', 'is a placeholder'],
    ['it is masked', 'prod:brave-fox-456|***', 'is a placeholder'],
    ['it is a reference', 'op://vault/convex/key', 'is a placeholder'],
  ])('%s: it is refused with the reason', (_, token, reason) => {
    expectNoClient({ token, url }, `The \`token\` `, reason)
    expectNoClient({ token }, reason)
  })

  test.each(['eyJ2MiI6IjAwMDAifQ==', 'abc_DEF-123', 'AAAA_BBBB=', 'preview:acme:shop|k', 'my-instance|01a2'])(
    'and %s is not',
    async token => {
      const sent = await sentWith({ token, url: 'http://127.0.0.1:3210' })
      expect(sent).toMatchObject([{ headers: { authorization: `Convex ${token}` } }])
    },
  )
})
