import { badRequest, type Refusal } from './refusal.js'

/** A deployment's judgement of the client that asks: it may refuse it, or warn it in the headers of any answer. */
export interface ClientVerdict {
  readonly refusal?: Refusal
  readonly headers: Readonly<Record<string, string>>
}

type Core = readonly [number, number, number]

interface Threshold {
  /** The name by which the server calls the client. */
  readonly name: string
  readonly unsupported: Core
  readonly deprecated: Core
  readonly upgrade: string
}

const NPM = {
  unsupported: [0, 19, 1],
  deprecated: [0, 19, 1],
  upgrade: 'Run `npm update`.',
} as const
const PYTHON: Threshold = {
  name: 'python',
  unsupported: [0, 0, 2],
  deprecated: [0, 2, 0],
  upgrade: 'Run `pip install --upgrade convex`.',
}

/** The official clients of which a deployment refuses old versions. The last refused and the last deprecated one count. */
const CLIENTS: { readonly [client: string]: Threshold } = {
  npm: { name: 'npm', ...NPM },
  'npm-cli': { name: 'npm-cli', ...NPM },
  actions: { name: 'actions', ...NPM },
  python: PYTHON,
  'python-convex': PYTHON,
  rust: {
    name: 'rust',
    unsupported: [0, 0, 1],
    deprecated: [0, 0, 1],
    upgrade: 'Run `cargo update -p convex`.',
  },
}

/** Judges the `Convex-Client` header. A header that is not ASCII counts as absent. */
export function judgeClient(header: string | null): ClientVerdict {
  if (header === null || !/^[\t\x20-\x7e]*$/.test(header)) return { headers: {} }
  if (!header.includes('-')) {
    const message = 'The client must be named as name-version.'
    return { refusal: badRequest('InvalidClientVersion', message), headers: {} }
  }
  const { name, version } = splitClient(header)
  const client = Object.hasOwn(CLIENTS, name) ? CLIENTS[name] : undefined
  if (client === undefined || !isAtMost(version, client.deprecated)) return { headers: {} }
  if (!isAtMost(version, client.unsupported)) {
    const message = `This version of ${client.name} is deprecated: support for it ends soon. ${client.upgrade}`
    return { headers: deprecation('UpgradeRequired', message) }
  }
  const message = `This version of ${client.name} is no longer supported. ${client.upgrade}`
  return {
    refusal: badRequest('ClientVersionUnsupported', message),
    headers: deprecation('Unsupported', message),
  }
}

function deprecation(state: string, message: string) {
  return { 'x-convex-deprecation-state': state, 'x-convex-deprecation-message': message }
}

/** A version by semver.org: three numbers, an identifier of a pre-release, and one of a build. */
const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*))?(?:\+([\da-zA-Z-]+(?:\.[\da-zA-Z-]+)*))?$/

interface Version {
  readonly core: readonly number[]
  readonly preRelease: boolean
  readonly build: boolean
}

/** Splits off the longest suffix of a client that is a version. Without a version, the first part is the name. */
function splitClient(header: string): { name: string; version: Version | undefined } {
  const parts = header.split('-')
  for (let i = 1; i < parts.length; i++) {
    const version = VERSION.exec(parts.slice(i).join('-'))
    if (!version) continue
    const core = version.slice(1, 4).map(Number)
    const [, , , , preRelease, build] = version
    return {
      name: parts.slice(0, i).join('-').toLowerCase(),
      version: { core, preRelease: preRelease !== undefined, build: build !== undefined },
    }
  }
  return { name: (parts[0] ?? '').toLowerCase(), version: undefined }
}

/** Compares with a threshold as the server's library does. A text that is not a version counts as older than any. */
function isAtMost(version: Version | undefined, threshold: Core): boolean {
  if (version === undefined) return true
  const at = threshold.findIndex((part, index) => part !== version.core[index])
  if (at !== -1) return (version.core[at] ?? 0) < (threshold[at] ?? 0)
  return version.preRelease || !version.build
}
