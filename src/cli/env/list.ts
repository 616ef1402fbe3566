import type { EnvironmentVariable } from '../../index.js'
import { quote } from '../../text/quote.js'
import { assertRevealed, revealFlag, secretFlags } from '../agent.js'
import type { OpenDeployment } from '../deployment/open.js'
import { group, own } from '../flags.js'
import { reader } from '../reading.js'
import { absent, usage } from '../refusal.js'
import { columns, styled } from '../terminal/line.js'
import { asEnvFile, formatFlag } from './env-file.js'
import { allowFlag } from './handing-over.js'
import { SCOPE, type ScopeOptions, scopeOf } from './rules.js'

/** `env list`: lists names, and values if they are asked for. */
export const envList = reader({
  name: 'env list',
  purpose: 'List the variables by name',
  flags: [
    SCOPE,
    own({
      format: formatFlag('with --show-values: env (default), next, shell, docker or json'),
      allow: allowFlag,
    }),
    secretFlags('values'),
  ],
  example:
    'convex-deployment env list --only "STRIPE_*"\n' +
    'convex-deployment env list --project my-team/shop --where type=preview',
  forOne: ['format', 'allow'],
  input({ options, host }) {
    const { showValues, format, allow } = options
    if (!showValues && (format ?? allow) !== undefined)
      throw usage('--format and --allow go with --show-values.', { add: [['--show-values']] })
    if (showValues) assertRevealed({ options, host })
    return options
  },
  async read(deployment, options, { signal }) {
    const { showValues, format = 'env', allow } = options
    const variables = await listWithin(options, deployment, signal)
    const listed = variables.map(({ name, value }) => ({
      name,
      bytes: Buffer.byteLength(value),
      ...(showValues && { value }),
    }))
    const data = { variables: listed }
    const { only, except } = options
    const none = only || except ? 'No variable fits.' : 'There are no variables.'
    const note = variables.length === 0 ? { note: none } : {}
    if (!showValues) return { data, lines: variables.map(({ name }) => name), ...note }
    const rows = variables.map(({ name, value }) => [styled('bold', name), JSON.stringify(value)])
    return { data, lines: columns(rows), raw: () => asEnvFile(variables, format, allow), ...note }
  },
})

/** `env get`: prints one value, to the byte. */
export const envGet = reader({
  name: 'env get',
  purpose: 'Print the value of one variable, to the byte',
  about:
    'Exits 5 if there is no variable with that name. Of several deployments, it prints\n' +
    'the value of each as a JSON string.',
  takes: '<name>',
  flags: [group('Secrets:', { reveal: revealFlag })],
  example: 'convex-deployment env get JWT_PUBLIC_KEY > jwt.pem',
  input({ args: [name = ''], options, host }) {
    assertRevealed({ options, host })
    return name
  },
  async read({ client, label }, name, { signal }) {
    const value = await client.env.get(name, { signal })
    if (value === undefined) throw absent(`${label} has no variable ${quote(name)}.${hintFor(name)}`)
    const variable = { name, bytes: Buffer.byteLength(value), value }
    return { data: { variable }, lines: [JSON.stringify(value)], raw: () => value }
  },
})

function hintFor(name: string): string {
  if (name !== 'CONVEX_CLOUD_URL' && name !== 'CONVEX_SITE_URL') return ''
  return ' The deployment sets it itself: `canonical-urls get` shows it.'
}

/** Lists the variables of a deployment that the flags let through. */
export async function listWithin(
  scope: ScopeOptions,
  { client }: OpenDeployment,
  signal: AbortSignal | undefined,
): Promise<EnvironmentVariable[]> {
  const isInScope = scopeOf(scope)
  const variables = await client.env.list({ signal })
  return variables.filter(({ name }) => isInScope(name))
}
