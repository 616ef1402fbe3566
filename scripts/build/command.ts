import { writeFile } from 'node:fs/promises'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { commands } from '../../src/cli/commands.js'
import { parse } from '../../src/cli/parser.js'
import { packageOf } from './licenses.js'

const SHARED: BuildOptions = {
  bundle: true,
  metafile: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
}

/** Bundles the command and writes its help. Returns the names of the packages that the bundle contains. */
export async function buildCommand(outdir: string): Promise<Set<string>> {
  // One file without chunks, which is all that the version and the help need.
  const start = { ...SHARED, outdir, entryPoints: ['src/cli/bin.ts'], external: ['./main.js'] }
  const main = {
    ...SHARED,
    outdir,
    entryPoints: ['src/cli/main.ts'],
    splitting: true,
    plugins: [withoutPrograms],
    // They are in the package already.
    external: ['convex-deployment/check', 'convex-deployment/config/node', 'convex-deployment/fake'],
    // commander is CommonJS, and needs a `require` for Node's own modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  }
  const results = await Promise.all([build(start), build(main)])
  await writeFile(`${outdir}/help.txt`, help())
  const files = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}))
  return new Set(files.flatMap(file => packageOf(file) ?? []))
}

/** A plugin that replaces `node:child_process`, which loads slowly. commander needs it only for separate programs. */
const withoutPrograms: Plugin = {
  name: 'without-programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'nothing', namespace: 'nothing' } : undefined,
    )
    onLoad({ filter: /^nothing$/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** Returns the help of the command. The command prints it without loading the code that made it. */
function help(): string {
  let text = ''
  parse(commands, ['--help'], part => (text += part))
  return text.trimEnd()
}
