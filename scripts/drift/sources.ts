import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { type Document, isObject } from '../generation/documents.js'

/** The error of a wrong command line. The message says what to write instead. */
export class UsageError extends Error {}

/** Returns the URL of a deployment's document from the address that a user gives. */
export function documentUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const loopback = /^(localhost|\[::1\]|127(\.\d+){3})$/.test(url?.hostname ?? '')
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)
  const whole = url && /^(\/api\/v1(\/openapi\.json)?)?\/*$/.test(url.pathname)
  // The rest of an address may be a secret, so the message does not repeat it.
  if (url && safe && whole && !(url.username || url.password || url.search || url.hash)) {
    return new URL('/api/v1/openapi.json', url)
  }
  throw new UsageError(
    '`--url` must be the address of a deployment and no more, like https://happy-otter-123.convex.cloud: ' +
      'no credentials, and http only for loopback.',
  )
}

/** Fetches a document over HTTP. Sends no credentials and follows no redirect. */
export async function fetchDocument(url: URL, timeout = 30_000): Promise<Document> {
  const signal = AbortSignal.timeout(timeout)
  const read = async () => {
    const response = await fetch(url, { redirect: 'manual', signal })
    return { response, text: response.ok ? await response.text() : '' }
  }
  const { response, text } = await read().catch((error: unknown) => {
    if (signal.aborted) throw new Error(`${url} did not answer whole within ${timeout / 1000} s: try again.`)
    // The error of `fetch` says only that it failed. Its cause says why.
    const { code, message } = Object(error instanceof Error ? (error.cause ?? error) : error)
    throw new Error(
      `${url.host} can't be reached (${code ?? message}): check the name and the network. ${ELSE}`,
    )
  })
  if (response.ok) return parseDocument(text, url.href)
  throw new Error(`${url} ${refusal(response, url)} ${ELSE}`)
}

const ELSE = 'Or save the document with another tool and give it as `--file`.'

function refusal({ status, headers }: Response, url: URL): string {
  const location = headers.get('location')
  if (location !== null && URL.canParse(location, url)) {
    return `redirects to ${new URL(location, url).origin}, which is not followed: if you trust it, give that as \`--url\`.`
  }
  if (status !== 404) return `answered ${status} instead of a document: try again later.`
  return 'has no document (404): check the name, which ends in .convex.cloud. A self-hosted one may be too old.'
}

/** Reads a document from a JSON or YAML file. */
export async function readDocument(path: string): Promise<Document> {
  return parseDocument(await readText(path), path)
}

/** Reads a file. Throws an error that names it if it cannot be read. */
export function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new Error(`${path} can't be read (${Object(error).code}): check the path.`)
  })
}

function parseDocument(text: string, source: string): Document {
  if (/^\s*</.test(text))
    throw new Error(`${source} is a web page, not a document: is this a deployment's address?`)
  const content = parseText(text, source)
  if (
    isObject(content) &&
    /^3\./.test(String(content.openapi)) &&
    isObject(content.paths ?? content.components)
  ) {
    return { api: '', root: source, output: '', content }
  }
  throw new Error(
    `${source} is not an OpenAPI 3 document: it needs \`openapi: 3.x\`, and \`paths\` or \`components\`.`,
  )
}

function parseText(text: string, source: string): unknown {
  try {
    // All JSON is YAML, too, but reading it as YAML is far slower.
    return /^\s*\{/.test(text) ? JSON.parse(text) : parse(text, { logLevel: 'error' })
  } catch (error) {
    throw new Error(`${source} is neither JSON nor YAML (${String(error).split('\n')[0]}).`)
  }
}
