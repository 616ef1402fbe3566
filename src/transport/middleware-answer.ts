import type { Operation } from '../../generated/operations.js'
import { ApiError, UnexpectedResponseError } from '../errors.js'
import { parseJson } from '../text/json.js'

/** The value of an answer that middleware gave in the place of the transport's, which lets nothing else through. */
export async function middlewareValue(
  response: Response,
  url: string,
  { response: schema }: Operation,
): Promise<unknown> {
  const { ok, status } = response
  if (!ok) {
    const message = `Middleware answered with status ${status}.`
    throw new ApiError(message, { url, status, outcome: 'unknown', headers: {} })
  }
  const text = await response.text()
  const value = parseJson(text)
  if (value === undefined && (text !== '' || schema)) {
    const how = text === '' ? 'without the body that the document declares' : 'with a body that is not JSON'
    throw new UnexpectedResponseError(`Middleware answered ${how}.`, { url, status, outcome: 'unknown' })
  }
  return value
}
