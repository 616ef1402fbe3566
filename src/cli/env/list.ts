import { stringifyEnv } from '../../dotenv/index.js'
import type { EnvironmentVariable } from '../../index.js'
import { deploymentData } from '../deployment/data.js'
import { openTarget, type Target } from '../deployment/deployment.js'
import type { Flags } from '../flags.js'
import type { Outcome } from '../outcome.js'
import { refused } from '../refusal.js'
import { repeated, type Session } from '../session.js'
import { scopeOf } from './scope.js'

/** `env list`: names, and values where they are asked for. Reads only. */
export async function list(session: Session): Promise<Outcome> {
  const target = await openTarget(session, 'read')
  const variables = await listed(session, target)
  const shown = session.flags.on('showValues')
  const data = {
    deployment: deploymentData(target),
    variables: variables.map(({ name, value }) => ({
      name,
      bytes: Buffer.byteLength(value),
      ...(shown && { value }),
    })),
  }
  if (!shown) return { data, lines: variables.map(({ name }) => name) }
  return { data, raw: session.flags.on('json') ? '' : asEnvFile(session, variables) }
}

/** The variables of a deployment that the flags let through. */
export async function listed(
  { flags, interruption }: Session,
  { client }: Target,
): Promise<EnvironmentVariable[]> {
  const isInScope = scopeOf(flags)
  const variables = await client.env.list({ signal: interruption.signal })
  return variables.filter(({ name }) => isInScope(name))
}

/** The format that the flags ask for. */
export function formatOf(flags: Flags): keyof typeof FORMATS {
  return flags.oneOf('format', ['env', 'shell', 'docker', 'json']) ?? 'env'
}

const FORMATS = { env: 'portable', shell: 'shell', docker: 'docker', json: 'json' } as const

/** What is needed of a session to write a file. */
export type CommandLine = Pick<Session, 'flags' | 'typed'>

/** Variables as a file that reads back exactly, or a refusal that names those that it can't hold. */
export function asEnvFile(
  session: CommandLine,
  variables: readonly EnvironmentVariable[],
  header = '',
): string {
  const format = formatOf(session.flags)
  const target = FORMATS[format]
  const { text, refused: left } = stringifyEnv(variables, target === 'json' ? { target } : { target, header })
  if (left.length === 0) return text
  const reasons = left.map(({ name, reason }) => `\n  ${name}: ${reason}`).join('')
  const next = session.flags.on('merge')
    ? [repeated(session, '--except', left.map(({ name }) => name).join(','))]
    : [repeated(session, '--format', 'json')]
  throw refused(`The format ${format} can't hold:${reasons}\n`, { next, data: { refused: left } })
}
