import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { isObject, type Json } from '../generation/documents.js'
import { DocumentError, UsageError } from './errors.js'

const PATH = '/api/v1/openapi.json'

/** Where a deployment serves its document, from what a user gives as its address. */
export function documentUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError(`\`--url\` is not a URL: ${EXAMPLE}`)
  if (url.username || url.password)
    throw new UsageError('`--url` carries credentials: the document needs none.')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new UsageError('`--url` is plain http: use https (only loopback goes without).')
  }
  if (!ADDRESS_PATHS.includes(url.pathname.replace(/\/+$/, '')) || url.search || url.hash) {
    throw new UsageError(`\`--url\` must be the address of a deployment and no more: ${EXAMPLE}`)
  }
  return new URL(PATH, url)
}

const EXAMPLE = 'give one like https://happy-otter-123.convex.cloud'
const ADDRESS_PATHS = ['', '/api/v1', PATH]

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

/** How long a deployment may take, in milliseconds, and how much it may send, in bytes. */
export interface FetchLimits {
  readonly timeout: number
  readonly maxBytes: number
}

const LIMITS: FetchLimits = { timeout: 30_000, maxBytes: 16 * 1024 * 1024 }

/** Gets a document over HTTP. No credentials are sent, and no redirect is followed. */
export async function fetchDocument(url: URL, { timeout, maxBytes }: FetchLimits = LIMITS): Promise<Json> {
  const signal = AbortSignal.timeout(timeout)
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal,
      headers: { accept: 'application/json, text/plain' },
    })
    if (!response.ok) {
      await response.body?.cancel()
      throw refusal(response, url)
    }
    return parseDocument(await readText(response, maxBytes, url), url.href)
  } catch (error) {
    if (error instanceof DocumentError) throw error
    if (signal.aborted)
      throw new DocumentError(`${url} did not answer whole within ${timeout / 1000} s: try again.`)
    throw new DocumentError(
      `${url.host} can't be reached (${reasonOf(error)}): check the name and the network. ${ELSE}`,
    )
  }
}

const ELSE = 'Or save the document with another tool and give it as `--file`.'

function refusal({ status, headers }: Response, url: URL): DocumentError {
  if (status >= 300 && status < 400) {
    const location = headers.get('location') ?? ''
    const target = URL.canParse(location, url) ? new URL(location, url).origin : 'nowhere'
    return new DocumentError(
      `${url} redirects to ${target}, which is not followed: if you trust it, give that as \`--url\`.`,
    )
  }
  if (status === 404) {
    const hint = url.hostname.endsWith('.convex.site')
      ? 'a deployment serves it under .convex.cloud, not .convex.site'
      : 'check the name'
    return new DocumentError(
      `${url} has no document (404): ${hint}. Self-hosted deployments may be too old to have one.`,
    )
  }
  return new DocumentError(`${url} answered ${status} instead of a document: try again later. ${ELSE}`)
}

async function readText(response: Response, maxBytes: number, url: URL): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    // Leaving the loop cancels the body.
    if (bytes > maxBytes)
      throw new DocumentError(`${url} sends more than ${maxBytes} bytes: that is no API document.`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

// What fetch throws says only that it failed; the cause says why.
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (!(cause instanceof Error)) return String(error)
  return 'code' in cause ? String(cause.code) : cause.message
}

/** Reads a document from a JSON or YAML file. */
export async function readDocument(path: string): Promise<Json> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new DocumentError(`${path} can't be read (${codeOf(error)}): check the path.`)
  })
  return parseDocument(text, path)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

function parseDocument(text: string, source: string): Json {
  if (/^\s*</.test(text)) {
    throw new DocumentError(`${source} is a web page, not a document: is this the address of a deployment?`)
  }
  const document = parseText(text, source)
  if (isObject(document) && /^3\./.test(String(document.openapi)) && isObject(document.paths)) return document
  throw new DocumentError(`${source} is not an OpenAPI 3 document: it needs \`openapi: 3.x\` and \`paths\`.`)
}

function parseText(text: string, source: string): unknown {
  try {
    // All JSON is YAML, too, but reading it as YAML is far slower.
    return /^\s*\{/.test(text) ? JSON.parse(text) : parse(text, { logLevel: 'error' })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : error
    throw new DocumentError(`${source} is neither JSON nor YAML (${reason}).`)
  }
}
