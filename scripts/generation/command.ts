import { watch } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { COMMAND_SCHEMA_FILE, commandSchema } from './command-schema.js'
import { deploymentSchema, SCHEMA_FILE, schemaModule } from './deployment-schema.js'
import { type Document, readDocuments } from './documents.js'
import { errorCodes } from './error-codes.js'
import { fakePage, PAGE_FOLDER } from './fake-page.js'
import { operationTable } from './operation-table.js'
import { pathTypes } from './path-types.js'
import { permissionTable } from './permissions.js'

const HEADER = '// Generated from openapi/*.yaml by `npm run generate`. Do not edit.\n\n'

/** The folder that the generator works in, and the receivers of its lines. */
export interface Surroundings {
  /** The folder that holds `redocly.yaml`, the documents, `src/fake/page/` and `generated/`. */
  readonly folder: string
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
  /** Ends `--watch`. */
  readonly signal?: AbortSignal
}

/** Runs the generator by its command line. Returns the exit code; throws if a document can't be generated from. */
export async function runGenerator(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const options = { check: { type: 'boolean' }, watch: { type: 'boolean' } } as const
  const { values: flags } = parseArgs({ args: [...argv], options })
  if (flags.check) return check(surroundings)
  if (flags.watch) await watchDocuments(surroundings)
  else await write(surroundings)
  return 0
}

/** Generates all files from their sources. Returns their texts by their paths. */
async function generate(folder: string): Promise<Map<string, string>> {
  const documents = await readDocuments(folder)
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const files = new Map<string, string>()
  for (const document of documents)
    files.set(document.output, HEADER + (await pathTypes(document, documents)))
  const tableOf = ({ operations = 'generated/operations.ts' }: Document) => operations
  for (const file of new Set(documents.map(tableOf)))
    files.set(file, HEADER + operationTable(documents.filter(document => tableOf(document) === file)))
  files.set('generated/error-codes.ts', HEADER + errorCodes(documents))
  files.set('generated/permissions.ts', HEADER + permissionTable(documents))
  files.set('generated/version.ts', `${HEADER}export const version = '${version}'\n`)
  const pageHeader = HEADER.replace('openapi/*.yaml', `${PAGE_FOLDER}/`)
  files.set('generated/fake-page.ts', pageHeader + (await fakePage(folder)))
  const schema = deploymentSchema(documents)
  files.set(SCHEMA_FILE, `${JSON.stringify(schema)}\n`)
  files.set('generated/deployment-schema.ts', HEADER + schemaModule(schema))
  const printed = commandSchema(documents)
  if (printed) files.set(COMMAND_SCHEMA_FILE, `${JSON.stringify(printed)}\n`)
  // The document that a fake deployment serves.
  const served = documents.find(({ api }) => api === 'v1')
  if (served) files.set('openapi/v1.json', `${JSON.stringify(served.content)}\n`)
  return files
}

async function write({ folder, print }: Surroundings): Promise<void> {
  const files = await generate(folder)
  for (const path of await stale(folder, files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true })
    await writeFile(join(folder, path), files.get(path) ?? '')
    print(`generated ${path}`)
  }
}

async function check({ folder, print, complain }: Surroundings): Promise<number> {
  const files = await generate(folder)
  const differing = await stale(folder, files)
  const orphans = (await readdir(join(folder, 'generated')))
    .map(name => join('generated', name))
    .filter(path => !files.has(path))
  for (const path of differing) complain(`${path} differs from what its sources generate.`)
  for (const path of orphans) complain(`${path} is generated from nothing: remove it.`)
  if (differing.length + orphans.length === 0) {
    print(`${files.size} generated files are up to date.`)
    return 0
  }
  complain('Run `npm run generate` and commit the result.')
  return 1
}

async function stale(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const paths: string[] = []
  for (const [path, text] of files) {
    const current = await readFile(join(folder, path), 'utf8').catch(() => undefined)
    if (current !== text) paths.push(path)
  }
  return paths
}

async function watchDocuments(surroundings: Surroundings): Promise<void> {
  const { folder, print, complain, signal } = surroundings
  let running = Promise.resolve()
  let queued: NodeJS.Timeout | undefined
  const regenerate = () => {
    running = running.then(() => write(surroundings)).catch(error => complain(String(error)))
  }
  for (const path of ['openapi', 'redocly.yaml', 'package.json', PAGE_FOLDER]) {
    watch(join(folder, path), { ...(signal && { signal }) }, () => {
      // Editors save in several steps: wait for the last one.
      clearTimeout(queued)
      queued = setTimeout(regenerate, 50)
    })
  }
  regenerate()
  await running
  print('watching openapi/ (Ctrl-C ends)')
}
