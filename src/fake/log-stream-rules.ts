import { parseUrl } from '../text/url.js'
import { readSelection } from './data-sync/selection.js'
import { mayStreamCustomAudit } from './plan.js'
import { badRequest, forbidden, serverError } from './refusal.js'
import type { FakeState } from './state.js'
import { NOT_SUBSCRIBABLE, subscribableTopics } from './topics.js'

type Settings = Readonly<Record<string, unknown>>

const AXIOM_URLS = [
  'https://api.axiom.co',
  'https://us-east-1.aws.edge.axiom.co',
  'https://eu-central-1.aws.edge.axiom.co',
]
const MOST_ATTRIBUTES = 1024

/** Checks the settings of a log stream by the rules of its kind, and returns them in their stored form. */
export function checkSettings(settings: Settings, state: FakeState): Settings {
  const checked = (KINDS[String(settings.logStreamType)] ?? (given => given))(settings)
  return settings.topics === undefined ? checked : { ...checked, topics: checkTopics(settings.topics, state) }
}

const KINDS: { readonly [kind: string]: (settings: Settings) => Settings } = {
  webhook: settings => ({ ...settings, url: hrefOf(settings.url, 'InvalidWebhookUrl') }),
  axiom: checkAxiom,
  sentry: checkSentry,
  postHogLogs: checkHost,
  postHogErrorTracking: checkHost,
  s3Export: checkExport,
}

function checkAxiom(settings: Settings): Settings {
  if (Array.isArray(settings.attributes) && settings.attributes.length > MOST_ATTRIBUTES) {
    throw serverError()
  }
  if (settings.ingestUrl !== undefined && !AXIOM_URLS.includes(String(settings.ingestUrl))) {
    throw badRequest('InvalidAxiomIngestUrl', `The ingest URL must be one of ${AXIOM_URLS.join(', ')}.`)
  }
  return settings
}

function checkSentry(settings: Settings): Settings {
  const dsn = String(settings.dsn)
  const parsed = parseUrl(dsn)
  const isProject = parsed !== undefined && /[^/]/.test(parsed.pathname)
  if (isProject && parsed.username !== '' && /^https?:$/.test(parsed.protocol)) return settings
  throw badRequest('InvalidSentryDsn', 'The DSN could not be parsed.')
}

function checkHost(settings: Settings): Settings {
  if (settings.host !== undefined) hrefOf(settings.host, 'InvalidPostHogHost')
  return settings
}

/** The names that a bucket of Amazon S3 can have. */
const BUCKET =
  /^(?!xn--|sthree-|.*\.\.|\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$(?<!-s3alias|--ol-s3)/

function checkExport(settings: Settings): Settings {
  if (!BUCKET.test(String(settings.bucket)))
    throw badRequest('InvalidS3Bucket', 'No bucket of Amazon S3 can have that name.')
  return { ...settings, selection: readSelection(settings.selection) }
}

function hrefOf(url: unknown, code: string): string {
  const parsed = parseUrl(String(url))
  if (parsed) return parsed.href
  throw badRequest(code, 'The URL could not be parsed.')
}

function checkTopics(topics: unknown, state: FakeState): string[] {
  const asked = Array.isArray(topics) ? topics.map(String) : []
  if (asked.length === 0) throw badRequest('EmptyLogTopics', 'An empty list of topics would send nothing.')
  const refused = asked.find(topic => NOT_SUBSCRIBABLE.includes(topic))
  if (refused !== undefined)
    throw badRequest('InvalidLogTopic', `The topic ${refused} can't be subscribed to.`)
  if (asked.includes('custom_audit') && !mayStreamCustomAudit(state)) {
    throw forbidden('CustomAuditLogsInLogStreamsNotEnabled', 'The plan has no custom audit logs.')
  }
  return subscribableTopics().filter(topic => asked.includes(topic))
}
