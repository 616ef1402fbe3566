import { inspect } from 'node:util'
import { expect } from 'vitest'
import { type DeploymentClient, type DeploymentClientOptions, InvalidInputError } from '../../src/index.js'
import { createClient, deployment } from './deployment.js'
import { answering } from './recorder.js'

/** What no error may print: tests put it where a secret stands. */
const SECRETS = /s3cr3t|90210/i

/** Expects that a call is refused before anything is sent, and that its error prints no secret. */
export async function expectRefused(
  call: (client: DeploymentClient) => unknown,
  message: string | RegExp = '',
  options: Partial<DeploymentClientOptions> = {},
): Promise<InvalidInputError> {
  const { requests, fetch } = answering(new Response(null))
  const error = await rejectionOf(async () => call(deployment({ fetch, ...options })))
  expect(requests).toEqual([])
  return expectRefusal(error, message)
}

/** Expects that no client is made of options, and that the error says each of these. */
export function expectNoClient(
  options: object,
  ...messages: readonly (string | RegExp)[]
): InvalidInputError {
  try {
    createClient(options)
  } catch (error) {
    for (const message of messages) expectRefusal(error, message)
    return expectRefusal(error, '')
  }
  throw new Error('It was not refused.')
}

function expectRefusal(error: unknown, message: string | RegExp): InvalidInputError {
  if (!(error instanceof InvalidInputError)) throw error
  expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0 })
  if (typeof message === 'string') expect(error.message).toContain(message)
  else expect(error.message).toMatch(message)
  const printed = inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error)
  expect(printed.replaceAll(`${error.requestId}`, '')).not.toMatch(SECRETS)
  return error
}

async function rejectionOf(attempt: () => Promise<unknown>): Promise<unknown> {
  return attempt().then(
    () => new Error('It was not refused.'),
    (error: unknown) => error,
  )
}
