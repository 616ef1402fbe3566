import { fileURLToPath } from 'node:url'
import { type OutputChunk, type OutputOptions, type Plugin, type RollupOptions, rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'
import { licenseComment, packageOf } from './licenses.js'

/**
 * The entries of the library. `src/NAME.ts` becomes `dist/NAME.js` and `dist/NAME.d.ts`. Those of one list share what
 * more than one of them needs, so that an error of the one is an `instanceof` of what the other exports.
 */
const ENTRIES: readonly (readonly string[])[] = [['index', 'config/index'], ['dotenv/index'], ['fake/index']]

/** What is taken into the package, so that nothing else has to be installed. */
const INLINED = ['openapi-fetch', 'openapi-typescript-helpers']

/** Bundles the library and its types. Resolves with the names of the packages that are now a part of it. */
export async function buildLibrary(modules: string, folder: string): Promise<Set<string>> {
  const chunks: OutputChunk[] = []
  for (const names of ENTRIES) chunks.push(...(await write(code(modules, names), folder, CODE)))
  // Types of the documents are for all entries: another build would write the same files with what it needs alone.
  chunks.push(...(await write(types(modules, ENTRIES.flat()), folder, TYPES)))
  const files = chunks.flatMap(({ moduleIds }) => moduleIds)
  return new Set(files.flatMap(file => packageOf(file) ?? []))
}

async function write(input: RollupOptions, dir: string, output: OutputOptions): Promise<OutputChunk[]> {
  const bundle = await rollup({
    ...input,
    external: /^node:/,
    onwarn: ({ message }) => {
      if (!UNNAMED.test(message)) throw new Error(message)
    },
  })
  const written = await bundle.write({ dir, format: 'es', minifyInternalExports: false, ...output })
  await bundle.close()
  return written.output.filter(file => file.type === 'chunk')
}

/** Types that no entry exports, and that a user's declarations cannot name: those of both documents and their helpers. */
const UNNAMED = /references private shared type exports/

function code(modules: string, names: readonly string[]): RollupOptions {
  return {
    input: Object.fromEntries(names.map(name => [name, `${modules}/src/${name}.js`])),
    treeshake: { moduleSideEffects: false },
    plugins: [inlined],
  }
}

/** What entries share is the client, which the types call by that name, too. */
const CODE: OutputOptions = { entryFileNames: '[name].js', chunkFileNames: 'client.js' }

const inlined: Plugin = {
  name: 'inlined',
  resolveId: name => (INLINED.includes(name) ? fileURLToPath(import.meta.resolve(name)) : undefined),
  transform(text, file) {
    const name = packageOf(file)
    // The note on top of a generated file is for those who would edit it.
    const code = name ? `${licenseComment(name)}\n${text}` : text.replace(/^\/\/ Generated from .*\n/, '')
    return { code, map: null }
  },
  // One character beyond ASCII makes V8 keep two bytes for every character of the file: a twentieth of the import.
  renderChunk: text => ({
    code: text.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    map: null,
  }),
}

function types(modules: string, names: readonly string[]): RollupOptions {
  return {
    input: Object.fromEntries(names.map(name => [name, `${modules}/src/${name}.d.ts`])),
    plugins: [dts({ respectExternal: true, includeExternal: INLINED })],
  }
}

const TYPES: OutputOptions = {
  hoistTransitiveImports: false,
  entryFileNames: '[name].d.ts',
  // A module of types is called `client.d`, after its file.
  chunkFileNames: ({ name }) => `${name.replace(/\.d$/, '')}.d.ts`,
  // Both documents have a `paths`: each stays a file.
  manualChunks: file =>
    packageOf(file) ? 'openapi-fetch' : /\/generated\/(v1(?:-beta)?)\.d\.ts$/.exec(file)?.[1],
  banner: ({ name }) => (name === 'openapi-fetch' ? INLINED.map(licenseComment).join('\n') : ''),
}
