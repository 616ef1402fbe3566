import type { EnvironmentVariable } from '../../index.js'
import { quote } from '../../text/quote.js'
import { readCommand } from '../command.js'
import { deploymentData, type OpenDeployment } from '../deployment/open.js'
import { group, on, own } from '../flags.js'
import { absent, usage } from '../refusal.js'
import { asEnvFile, formatFlag } from './env-file.js'
import { allowFlag } from './handing-over.js'
import { SCOPE, type ScopeOptions, scopeOf } from './rules.js'

/** `env list`: lists names, and values if they are asked for. */
export const envList = readCommand({
  name: 'env list',
  purpose: 'List the variables by name',
  flags: [
    SCOPE,
    own({
      format: formatFlag('with --show-values: env (default), next, shell, docker or json'),
      allow: allowFlag,
    }),
    group('Secrets:', { showValues: on('show values, which are hidden otherwise') }),
  ],
  example: 'convex-deployment env list --only "STRIPE_*"',
  async run({ options, deployments, interruption: { signal } }) {
    const { showValues, format, json, allow } = options
    if (!showValues && (format ?? allow) !== undefined)
      throw usage('--format and --allow go with --show-values.', { add: [['--show-values']] })
    const deployment = await deployments.open()
    const variables = await listWithin(options, deployment, signal)
    const listed = variables.map(({ name, value }) => ({
      name,
      bytes: Buffer.byteLength(value),
      ...(showValues && { value }),
    }))
    const data = { deployment: deploymentData(deployment), variables: listed }
    if (!showValues) return { data, lines: variables.map(({ name }) => name) }
    return { data, raw: json ? '' : asEnvFile(variables, format ?? 'env', allow) }
  },
})

/** `env get`: prints one value, to the byte. */
export const envGet = readCommand({
  name: 'env get',
  purpose: 'Print the value of one variable, to the byte',
  about: 'Exits 5 if there is no variable with that name.',
  takes: '<name>',
  example: 'convex-deployment env get JWT_PUBLIC_KEY > jwt.pem',
  async run({ args: [name = ''], deployments, interruption: { signal } }) {
    const deployment = await deployments.open()
    const value = await deployment.client.env.get(name, { signal })
    if (value === undefined) throw absent(`${deployment.label} has no variable ${quote(name)}.`)
    return { data: { deployment: deploymentData(deployment), name, value }, raw: value }
  },
})

/** Lists the variables of a deployment that the flags let through. */
export async function listWithin(
  scope: ScopeOptions,
  { client }: OpenDeployment,
  signal: AbortSignal,
): Promise<EnvironmentVariable[]> {
  const isInScope = scopeOf(scope)
  const variables = await client.env.list({ signal })
  return variables.filter(({ name }) => isInScope(name))
}
