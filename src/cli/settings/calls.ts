import type { CallOptions, DeploymentClient } from '../../index.js'
import type { CommandResult } from '../command.js'
import type { Reading, Writing } from '../deployment/command.js'
import { deploymentData, type OpenDeployment } from '../deployment/open.js'
import { columns, type Line, styled } from '../terminal/line.js'

/** A result as data, and as lines. */
export interface Shown {
  readonly data: object
  readonly lines?: readonly Line[]
}

/** Calls a method that only reads, and shows its result. */
export async function read<Result>(
  { deployments, interruption: { signal } }: Pick<Reading<object>, 'deployments' | 'interruption'>,
  call: (client: DeploymentClient, options: CallOptions) => Promise<Result>,
  show: (result: Result) => Shown,
): Promise<CommandResult> {
  const deployment = await deployments.open()
  return resultOf(deployment, show(await call(deployment.client, { signal })))
}

/**
 * Calls a method that writes, once that is confirmed. Everything that the command line says is checked before.
 * @param what the question to confirm, and the report once it is done
 */
export async function write<Result>(
  {
    deployments,
    confirm,
    interruption,
    terminal,
  }: Pick<Writing<object>, 'deployments' | 'confirm' | 'interruption' | 'terminal'>,
  what: string,
  call: (client: DeploymentClient, options: CallOptions) => Promise<Result>,
  show: (result: Result) => Shown,
): Promise<CommandResult> {
  const deployment = await deployments.open()
  await confirm.write(what, deployment)
  const { signal } = interruption
  const result = await interruption.whileWriting(() => call(deployment.client, { signal }))
  terminal.note(`Done: ${what} on ${deployment.label}.`)
  const { data, ...shown } = show(result)
  return resultOf(deployment, { data: { status: 'done', ...data }, ...shown })
}

/** Shows the members of an object, a line each. */
export function fields(value: object): Line[] {
  return columns(Object.entries(value).map(([name, member]) => [styled('bold', name), textOf(member)]))
}

/** Writes a value in a line: plain text as it is, everything else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** Copies an object without its secret members, unless they are to be shown. */
export function withoutSecrets<Value extends object>(value: Value, shown: boolean): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, !shown && SECRET.test(name) ? HIDDEN : member]),
  )
}

const SECRET = /secret|apiKey|dsn/i
const HIDDEN = '(hidden: --show-values shows it)'

function resultOf(deployment: OpenDeployment, { data, lines }: Shown): CommandResult {
  return { data: { deployment: deploymentData(deployment), ...data }, ...(lines && { lines }) }
}
