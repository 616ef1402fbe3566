import { fileURLToPath } from 'node:url'
import { type OutputChunk, type OutputOptions, type Plugin, type RollupOptions, rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'
import typescript from 'typescript'
import { licenseComment, packageOf } from './licenses.js'
import { parserModule } from './parser.js'
import { webSocketModule } from './web-socket.js'

/**
 * The entries of the library. `src/NAME.ts` becomes `dist/NAME.js` and `dist/NAME.d.ts`. The entries of one list share
 * their common code, so that an error of one is an `instanceof` of the class that another exports.
 */
const ENTRIES: readonly (readonly string[])[] = [
  ['index', 'config/index', 'config/node/index', 'management/index'],
  ['check/index'],
  ['dotenv/index'],
  ['webhooks/index'],
  ['fake/index'],
]

/** The packages that the bundles contain, so that nothing else has to be installed. */
const INLINED = ['@babel/parser', 'openapi-fetch', 'openapi-typescript-helpers', 'ws', 'yaml']

/** Those of them that are CommonJS, and what makes a module of each. */
const COMMON_JS: Readonly<Record<string, () => Promise<string>>> = {
  '@babel/parser': parserModule,
  ws: webSocketModule,
}

/** Bundles the library and its types. Returns the names of the packages that the bundles contain. */
export async function buildLibrary(modules: string, folder: string): Promise<Set<string>> {
  const chunks: OutputChunk[] = []
  for (const names of ENTRIES) chunks.push(...(await write(code(modules, names), folder, codeOf(names))))
  // One build for all entries: a second one would overwrite the shared files with only the types that it needs.
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

/** The warning for types that no entry exports, so that a user cannot name them: the documents' types and helpers. */
const UNNAMED = /references private shared type exports/

function code(modules: string, names: readonly string[]): RollupOptions {
  return {
    input: Object.fromEntries(names.map(name => [name, `${modules}/src/${name}.js`])),
    treeshake: { moduleSideEffects: false },
    plugins: [inlined],
  }
}

/**
 * Returns the names of the files. Entries share what the first of them needs, the client, in one file, and the types use that
 * name, too. Only the fake's listener loads a file.
 */
function codeOf([first, ...others]: readonly string[]): OutputOptions {
  const ofClient = new Set<string>()
  return {
    entryFileNames: '[name].js',
    chunkFileNames: ({ isDynamicEntry, name }) =>
      isDynamicEntry ? 'fake/[name].js' : name === 'client' ? 'client.js' : 'config/shared.js',
    manualChunks(file, { getModuleIds, getModuleInfo }) {
      if (others.length === 0 || getModuleInfo(file)?.isEntry) return undefined
      const visit = (id: string) => {
        if (ofClient.has(id)) return
        ofClient.add(id)
        getModuleInfo(id)?.importedIds.forEach(visit)
      }
      if (ofClient.size === 0)
        [...getModuleIds()].filter(id => id.endsWith(`/src/${first}.js`)).forEach(visit)
      return ofClient.has(file) ? 'client' : undefined
    },
  }
}

/** The functions of openapi-fetch that the transport always gives its own for: no bundle needs them. */
const REPLACED = ['defaultPathSerializer', 'defaultBodySerializer', 'createQuerySerializer']

function withoutReplaced(code: string): string {
  return REPLACED.reduce((text, name) => {
    const own = new RegExp(`^function ${name}\\([\\s\\S]*?^}$`, 'm')
    if (!own.test(text)) throw new Error(`openapi-fetch has no ${name}: does the transport still replace it?`)
    return text.replace(own, `const ${name} = undefined;`)
  }, code)
}

/** The packages whose comments are left out: by that the package stays under 3 MB. */
const LARGE = ['ws', 'yaml']

function withoutComments(code: string): string {
  const { ESNext } = typescript.ScriptTarget
  const compilerOptions = { removeComments: true, target: ESNext, module: typescript.ModuleKind.ESNext }
  return typescript.transpileModule(code, { compilerOptions }).outputText
}

const inlined: Plugin = {
  name: 'inlined',
  resolveId: name =>
    INLINED.includes(name) ? fileURLToPath(import.meta.resolve(moduleOf(name))) : undefined,
  load: file => COMMON_JS[packageOf(file) ?? '']?.(),
  transform(text, file) {
    const name = packageOf(file)
    // The note at the top of a generated file is only for editors of the source.
    const kept = name === 'openapi-fetch' ? withoutReplaced(text) : text
    const code = name
      ? `${licenseComment(name)}\n${LARGE.includes(name) ? withoutComments(kept) : kept}`
      : text.replace(/^\/\/ Generated from .*\n/, '')
    return { code, map: null }
  },
  // One character beyond ASCII makes V8 use two bytes for each character of the file, which costs 5% of the import.
  renderChunk: text => ({
    code: text.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    map: null,
  }),
}

/** Returns the module of a package that is ESM: the one that `yaml` has for Node is CommonJS. */
function moduleOf(name: string): string {
  return name === 'yaml'
    ? import.meta.resolve('yaml/package.json').replace('package.json', 'browser/index.js')
    : name
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
