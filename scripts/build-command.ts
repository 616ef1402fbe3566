/**
 * Bundles the command into `dist/cli/`: it starts in a fraction of the time that its modules would take one by one. The
 * libraries in it are named in `dist/cli/LICENSES.txt`.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'

const { metafile } = await build({
  entryPoints: ['src/cli/bin.ts'],
  outdir: 'dist/cli',
  bundle: true,
  splitting: true,
  minify: true,
  metafile: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  // The fake is in the package already.
  external: ['convex-deployment/fake'],
  // commander is CommonJS, which needs a `require` for what is Node's own.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})

const libraries = new Set(
  Object.keys(metafile.inputs).flatMap(path => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
)
const licenses = await Promise.all(
  [...libraries]
    .sort()
    .map(async name => `${name}\n\n${await readFile(`node_modules/${name}/LICENSE`, 'utf8')}`),
)
await writeFile('dist/cli/LICENSES.txt', licenses.join('\n\n'))
