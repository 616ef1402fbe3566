import { parseArgs } from 'node:util'
import { type Document, isObject } from '../generation/documents.js'
import { compareDocuments } from './compare.js'
import { isOfComponents } from './places.js'
import { documentUrl, fetchDocument, readDocument, readText, UsageError } from './sources.js'

const USAGE = `Usage: npm run spec:drift -- (--url URL | --file FILE | --types FILE) [options]

  --url URL        the address of a deployment: https://happy-otter-123.convex.cloud
  --file FILE      a saved document, JSON or YAML
  --types FILE     a file of node_modules/@convex-dev/platform/dist/: generatedDeploymentApi.d.ts,
                   generatedManagementApi.d.ts or generatedLogStreamApi.d.ts
  --document FILE  our document (by what theirs describes: openapi/v1.yaml, management-v1.yaml or log-stream.yaml)
  --known FILE     the intended differences (scripts/drift-known.json, or that of the other document)
  --json           the report as JSON
  --help           this text

Exits with 0; with 1 if a difference breaks the client; with 2 if there is nothing to compare; with 64 if the options
are wrong.

Some limits are only in openapi/ (256 and 8192 bytes, reserved names, a page of 1 to 100), and are not compared: no
document of Convex has them.
`

/** Our documents, each with the intended differences from those of Convex. */
const V1 = { document: 'openapi/v1.yaml', known: 'scripts/drift-known.json' }
const MANAGEMENT = {
  document: 'openapi/management-v1.yaml',
  known: 'scripts/drift-known-management.json',
}
const LOG_STREAM = { document: 'openapi/log-stream.yaml', known: 'scripts/drift-known-log-stream.json' }

/** The end of the command: the texts that it prints, and its exit code. */
export interface DriftRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Compares the documents that a command line names. Never rejects: a failure has a code and a message. */
export async function runDrift(argv: readonly string[]): Promise<DriftRun> {
  try {
    return { ...(await compare(argv)), stderr: '' }
  } catch (error) {
    const usage = error instanceof UsageError || /^ERR_PARSE_ARGS/.test(Object(error).code)
    const message = error instanceof Error ? error.message : String(error)
    const stderr = usage ? `${message}\n\n${USAGE}` : `${printable(message)}\n`
    // An error must not exit with 1, which means that a difference breaks the client.
    return { code: usage ? 64 : 2, stdout: '', stderr }
  }
}

async function compare(argv: readonly string[]): Promise<Pick<DriftRun, 'code' | 'stdout'>> {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { url: text, file: text, types: text, document: text, known: text, json: flag, help: flag }
  const { url, file, types, json, help, ...paths } = parseArgs({ args: [...argv], options }).values
  if (help) return { code: 0, stdout: USAGE }
  const [read, ...others] = [
    ...(url === undefined ? [] : [async () => fetchDocument(documentUrl(url))]),
    ...(file === undefined ? [] : [() => readDocument(file)]),
    ...(types === undefined ? [] : [async () => (await typesReader()).documentOfTypes(types)]),
  ]
  if (!read || others.length > 0) throw new UsageError('Give one of `--url`, `--file` and `--types`.')
  const theirs = await read()
  const { document, known } = { ...counterpartOf(theirs), ...paths }
  const [ours, reasons] = await Promise.all([readDocument(document), readKnown(known)])
  const found = compareDocuments(types === undefined ? ours : (await typesReader()).asTyped(ours), theirs)
  const lines = new Map(found.map(({ where, what, breaking }) => [`${where}: ${what}`, breaking]))
  const unknown = [...lines].filter(([line]) => !reasons.has(line))
  const report = {
    breaking: unknown.filter(([, breaking]) => breaking).map(([line]) => line),
    harmless: unknown.filter(([, breaking]) => !breaking).map(([line]) => line),
    known: [...reasons].filter(([line]) => lines.has(line)).map(([line, reason]) => `${line} (${reason})`),
    'known, but gone': [...reasons.keys()].filter(line => !lines.has(line)),
  }
  const heading = `ours    ${printable(document)}\ntheirs  ${printable(theirs.root)}\n`
  const sections = Object.entries(report).map(([name, all]) => {
    return `\n${all.length} ${name}\n${all.map(line => `  ${printable(line)}\n`).join('')}`
  })
  const stdout = json ? `${JSON.stringify(report, undefined, 2)}\n` : heading + sections.join('')
  return { code: report.breaking.length > 0 ? 1 : 0, stdout }
}

/** Returns our document of what theirs describes. */
function counterpartOf(theirs: Document): typeof V1 {
  if (isOfComponents(theirs)) return LOG_STREAM
  return isObject(theirs.content.paths) && '/token_details' in theirs.content.paths ? MANAGEMENT : V1
}

/** Loads the reader of types when it is needed: the compiler that it uses is slow to load. */
function typesReader() {
  return import('./published-types.js')
}

/** Reads the intended differences, as they are printed, with the reasons for them. */
async function readKnown(path: string): Promise<ReadonlyMap<string, string>> {
  const text = await readText(path)
  const reasons: unknown = /^\s*\{/.test(text) ? JSON.parse(text) : undefined
  if (!isObject(reasons)) throw new Error(`${path} must hold lists of differences by the reasons for them.`)
  const lists = Object.entries(reasons)
  return new Map(lists.flatMap(([reason, lines]) => [lines].flat().map(line => [String(line), reason])))
}

/** Returns a foreign text without characters that could move the cursor or forge a line. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, character => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}
