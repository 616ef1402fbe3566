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

export const CONSTRUCTIONS: readonly Construction[] = [
  ...TOKENS.flatMap(([about, token]): Construction[] => [
    { about: `token with ${about}`, make: ({ createDeploymentClient }) => createDeploymentClient({ token }) },
    {
      about: `token with ${about}, from the environment`,
      make: ({ createDeploymentClientFromEnvironment }) =>
        createDeploymentClientFromEnvironment({ env: { CONVEX_DEPLOY_KEY: token } }),
    },
  ]),
  ...ADDRESSES.map(
    ([about, url]): Construction => ({
      about: `url with ${about}`,
      make: ({ createDeploymentClient }) => createDeploymentClient({ token: TOKEN, url }),
    }),
  ),
  {
    about: 'a key in place of the name',
    make: ({ createDeploymentClient }) => createDeploymentClient({ token: TOKEN, name: TOKEN }),
  },
  {
    about: 'a key in place of the region',
    make: ({ createDeploymentClient }) => createDeploymentClient({ token: TOKEN, region: TOKEN }),
  },
  {
    about: 'a key of another deployment',
    make: ({ createDeploymentClient }) => createDeploymentClient({ token: TOKEN, name: 'brave-fox-456' }),
  },
  {
    about: 'a key among the headers',
    make: ({ createDeploymentClient }) =>
      createDeploymentClient({ token: TOKEN, headers: { authorization: TOKEN } }),
  },
  {
    about: 'a header that is none',
    make: ({ createDeploymentClient }) =>
      createDeploymentClient({ token: TOKEN, headers: { 'x-a': odd('Header') } }),
  },
  {
    about: 'half of the variables of a self-hosted deployment',
    make: ({ createDeploymentClientFromEnvironment }) =>
      createDeploymentClientFromEnvironment({ env: { CONVEX_SELF_HOSTED_ADMIN_KEY: TOKEN } }),
  },
  { about: 'a value of createOnly', make: ({ createOnly }) => createOnly(odd('CreateOnly')) },
]
