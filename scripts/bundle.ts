/**
 * Bundles what the compiler only declares: the library into `dist/src/`, the command into `dist/cli/`. Both start in a
 * fraction of the time that their modules would take one by one. The libraries in them are named in `LICENSES.txt`.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { minify } from 'terser'
import { commands } from '../src/cli/commands.js'
import { createProgram } from '../src/cli/program.js'

/** commander can run commands that are programs of their own. Ours are none, and what would start them is slow to load. */
const withoutPrograms: Plugin = {
  name: 'without-programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'nothing', namespace: 'nothing' } : undefined,
    )
    onLoad({ filter: /^nothing$/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }))
  },
}

const libraries = ['index', 'config/index', 'dotenv/index', 'fake/index']
await bundle({
  entryPoints: libraries.map(name => `src/${name}.ts`),
  outbase: 'src',
  outdir: 'dist/src',
  target: 'es2022',
  external: ['node:*'],
  platform: 'neutral',
  mainFields: ['module'],
})
for (const name of libraries) await shorten(`dist/src/${name}.js`)

// In a file without a chunk beside it: all that the version and the help take.
await bundle({
  entryPoints: ['src/cli/bin.ts'],
  outdir: 'dist/cli',
  target: 'node20.19',
  minify: true,
  platform: 'node',
  external: ['./main.js'],
})

await bundle({
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist/cli',
  target: 'node20.19',
  minify: true,
  splitting: true,
  platform: 'node',
  plugins: [withoutPrograms],
  // The fake is in the package already.
  external: ['convex-deployment/fake'],
  // commander is CommonJS, which needs a `require` for what is Node's own.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
})

await writeFile('dist/cli/help.txt', help())

async function bundle(options: BuildOptions & { readonly outdir: string }): Promise<void> {
  const { metafile } = await build({
    ...options,
    bundle: true,
    metafile: true,
    format: 'esm',
    chunkNames: 'chunks/[name]-[hash]',
    logLevel: 'warning',
  })
  const libraries = new Set(
    Object.keys(metafile?.inputs ?? {}).flatMap(
      path => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
    ),
  )
  const licenses = await Promise.all(
    [...libraries]
      .sort()
      .map(async name => `${name}\n\n${await readFile(`node_modules/${name}/LICENSE`, 'utf8')}`),
  )
  await writeFile(`${options.outdir}/LICENSES.txt`, licenses.join('\n\n'))
}

/** Every character is looked at by whoever imports. The names of functions and classes stay: stack traces are read. */
async function shorten(path: string): Promise<void> {
  const { code = '' } = await minify(await readFile(path, 'utf8'), {
    module: true,
    ecma: 2020,
    keep_fnames: true,
    keep_classnames: true,
    compress: { passes: 2, inline: 0, reduce_funcs: false },
    mangle: { toplevel: false },
    format: { preserve_annotations: true },
  })
  await writeFile(path, code)
}

/** The help of the command, which is printed without loading what made it. */
function help(): string {
  const nothing = () => {}
  let text = ''
  const program = createProgram(commands, [], nothing, nothing)
  program.configureOutput({ writeOut: part => (text += part) }).outputHelp()
  return text.trimEnd()
}
