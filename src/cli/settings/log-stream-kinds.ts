import type { CreateLogStream } from '../../index.js'
import { nearest } from '../../text/nearest.js'
import { quoteStart } from '../../text/quote.js'
import { usage } from '../refusal.js'

/** The kind of a log stream that can be created. */
export type Kind = CreateLogStream['logStreamType']

const BY_NAME: Readonly<Record<Kind, true>> = {
  datadog: true,
  webhook: true,
  axiom: true,
  sentry: true,
  postHogLogs: true,
  postHogErrorTracking: true,
  s3Export: true,
}

/** The kinds of log streams, such as `webhook`. */
export const KINDS: readonly string[] = Object.keys(BY_NAME)

/** Returns true for a kind that the document has. */
export function isKind(text: string): text is Kind {
  return KINDS.includes(text)
}

/** Refuses what is no kind, and names the nearest one. */
export function assertKind(text: string): asserts text is Kind {
  if (isKind(text)) return
  const meant = nearest(text, KINDS)
  const hint = meant ? ` Did you mean ${meant}?` : ''
  throw usage(`${quoteStart(text)} is no kind of log stream: ${KINDS.join(', ')}.${hint}`)
}
