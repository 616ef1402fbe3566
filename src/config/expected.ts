import type { DeploymentClient } from '../client.js'
import { ForbiddenError, refusal } from '../errors.js'
import { printable, quoteStart } from '../text/quote.js'
import type { CallOptions } from '../transport/options.js'

/** The types of deployments. Every other word is a name: Convex's names hold a number. */
export const TYPES: readonly string[] = ['dev', 'preview', 'prod', 'custom']

/** @throws {InvalidInputError} for what is neither a name nor a type */
export function readExpected(expected: unknown): string | undefined {
  if (expected === undefined || (typeof expected === 'string' && /^[a-z][a-z0-9-]*$/.test(expected)))
    return expected
  throw refusal(
    'expect',
    '`expect` must be a deployment\'s name, such as "happy-otter-123", or a type, such as "prod".',
  )
}

/**
 * Refuses a deployment of another name or type than a config is for.
 * @throws {InvalidInputError} also if its name or its type cannot be known
 */
export async function assertExpected(
  client: DeploymentClient,
  expected: string | undefined,
  options: CallOptions,
): Promise<void> {
  if (expected === undefined) return
  const byType = TYPES.includes(expected)
  const actual = byType ? await typeOf(client, options) : client.name
  if (actual === expected) return
  const wanted = `The config expects ${byType ? 'the type ' : ''}${quoteStart(expected)}`
  throw refusal(
    'expect',
    actual === undefined
      ? `${wanted}, and ${client.url} ${byType ? 'has no type that this key may read' : 'has no name that its host proves: expect its type, such as `prod`'}.`
      : `${wanted}, and ${client.url} is ${printable(JSON.stringify(actual))}. Nothing was read or written.`,
  )
}

/** Returns the type of a deployment, unless it has none, or the key may not read it. */
export async function typeOf(client: DeploymentClient, options: CallOptions): Promise<string | undefined> {
  try {
    const info = await client.info(options)
    return 'deploymentType' in info ? info.deploymentType : undefined
  } catch (error) {
    if (error instanceof ForbiddenError) return undefined
    throw error
  }
}
