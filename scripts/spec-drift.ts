/**
 * Reports where what a deployment serves has drifted from the document that the client is generated from.
 *
 *   npm run spec:drift -- --url https://happy-otter-123.convex.cloud   the document of a live deployment
 *   npm run spec:drift -- --file saved.json                            a saved one, JSON or YAML
 *
 * Ends with 0; with 1 when a difference breaks the client; with 2 when there is no document to compare;
 * with 64 when it is called wrongly.
 */
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { UsageError } from './drift/errors.js'
import { applyKnown, readKnown } from './drift/known.js'
import { printable } from './drift/printable.js'
import { countsOf, renderJson, renderText } from './drift/report.js'
import { documentUrl, fetchDocument, readDocument } from './drift/sources.js'
import type { Json } from './generation/documents.js'
import { compareDocuments } from './spec-diff.js'

const USAGE = `Usage: npm run spec:drift -- (--url URL | --file FILE) [options]

  --url URL        the address of a deployment: https://happy-otter-123.convex.cloud
  --file FILE      a saved document, JSON or YAML
  --document FILE  the document that the client is generated from (openapi/v1.yaml)
  --known FILE     the differences that are meant to be (scripts/drift-known.json)
  --json           the report as JSON
  --help           this text
`

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  // An error of any kind must not end with 1, which means that a difference breaks the client.
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(error instanceof UsageError ? `${message}\n\n${USAGE}` : `${printable(message)}\n`)
  process.exitCode = error instanceof UsageError ? 64 : 2
}

async function main(args: readonly string[]): Promise<number> {
  const options = optionsOf(args)
  if (options.help) {
    process.stdout.write(USAGE)
    return 0
  }
  const { name, read } = theirsOf(options)
  const document = options.document ?? beside('../openapi/v1.yaml')
  const known = options.known ?? beside('drift-known.json')
  const [ours, theirs, list] = await Promise.all([readDocument(document), read(), readKnown(known)])
  const differences = applyKnown(compareDocuments(ours, theirs), list)
  const report = { ours: document, theirs: name, differences }
  const colour = process.stdout.isTTY === true && !process.env.NO_COLOR
  process.stdout.write(options.json ? renderJson(report) : renderText(report, { colour }))
  return countsOf(differences).breaking > 0 ? 1 : 0
}

interface Options {
  readonly url?: string
  readonly file?: string
  readonly document?: string
  readonly known?: string
  readonly json?: boolean
  readonly help?: boolean
}

function optionsOf(args: readonly string[]): Options {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        file: { type: 'string' },
        document: { type: 'string' },
        known: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function theirsOf({ url, file }: Options): { readonly name: string; readonly read: () => Promise<Json> } {
  if ((url === undefined) === (file === undefined)) throw new UsageError('Give either `--url` or `--file`.')
  if (file !== undefined) return { name: file, read: () => readDocument(file) }
  const address = documentUrl(url ?? '')
  return { name: address.href, read: () => fetchDocument(address) }
}

/** A file of the project by its place relative to this one. */
function beside(path: string): string {
  return relative('', fileURLToPath(new URL(path, import.meta.url)))
}
