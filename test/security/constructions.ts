import type { DeploymentClientOptions } from '../../src/index.js'
import type { Library } from './library.js'
import { odd, plain, TOKEN } from './markers.js'

/** One way of making a client that is refused, with secrets in what is wrong. */
export interface Construction {
  readonly about: string
  readonly make: (library: Library) => unknown
}

const TOKENS = [
  ['a line break', `${TOKEN}\n${plain('Second')}`],
  ['a space', `${TOKEN} ${plain('Second')}`],
  ['letters that no token has', `${TOKEN}é`],
  ['the wrong scheme', `Bearer ${TOKEN}`],
  ['no deployment', plain('Token')],
  ['a deployment that is none', `prod:${plain('not a name')}|${plain('Token')}`],
  ['several parts', `project:a:b|${plain('Token')}`],
] as const

const ADDRESSES = [
  ['credentials', `https://${plain('User')}:${plain('Password')}@happy-otter-123.convex.cloud`],
  ['a query', `https://happy-otter-123.convex.cloud?key=${plain('Query')}`],
  ['a fragment', `https://happy-otter-123.convex.cloud#${plain('Fragment')}`],
  ['a path', `https://happy-otter-123.convex.cloud/${plain('Path')}`],
  ['plain http', `http://other.example/?${plain('Query')}`],
  ['no address', odd('Address')],
] as const

/** Options of `createDeploymentClient`, and of the same from the environment, that are refused. */
const OPTIONS: { readonly [about: string]: DeploymentClientOptions } = {
  ...Object.fromEntries(TOKENS.map(([about, token]) => [`token with ${about}`, { token }])),
  ...Object.fromEntries(ADDRESSES.map(([about, url]) => [`url with ${about}`, { token: TOKEN, url }])),
  'a key in place of the name': { token: TOKEN, name: TOKEN },
  'a key in place of the region': { token: TOKEN, region: TOKEN },
  'a key of another deployment': { token: TOKEN, name: 'brave-fox-456' },
  'a key among the headers': { token: TOKEN, headers: { authorization: TOKEN } },
  'a header that is none': { token: TOKEN, headers: { 'x-a': odd('Header') } },
}
const VARIABLES: { readonly [about: string]: Readonly<Record<string, string>> } = {
  ...Object.fromEntries(TOKENS.map(([about, key]) => [`token with ${about}`, { CONVEX_DEPLOY_KEY: key }])),
  'half of the variables of a self-hosted deployment': { CONVEX_SELF_HOSTED_ADMIN_KEY: TOKEN },
}

export const CONSTRUCTIONS: readonly Construction[] = [
  ...Object.entries(OPTIONS).map(
    ([about, options]): Construction => ({ about, make: library => library.createDeploymentClient(options) }),
  ),
  ...Object.entries(VARIABLES).map(
    ([about, env]): Construction => ({
      about: `${about}, from the environment`,
      make: library => library.createDeploymentClientFromEnvironment({ env }),
    }),
  ),
  { about: 'a value of createOnly', make: ({ createOnly }) => createOnly(odd('CreateOnly')) },
]
