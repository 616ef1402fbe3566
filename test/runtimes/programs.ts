import { join, resolve } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import type { InstalledPackage } from '../package/installed-package.js'

/** The programs as a project holds them: compiled, and importing the package that is installed there. */
export async function writePrograms({ folder }: InstalledPackage): Promise<void> {
  const compile = (name: string, format: 'esm' | 'cjs', outfile: string) =>
    build({
      entryPoints: [resolve('test/runtimes', `${name}.ts`)],
      outfile: join(folder, outfile),
      external: ['convex-deployment', 'convex-deployment/*', ...(name === 'fakes' ? ['node:*'] : [])],
      bundle: true,
      format,
      platform: 'neutral',
      tsconfigRaw: '{}',
    })
  await compile('fakes', 'esm', 'fakes.mjs')
  await compile('command', 'esm', 'command.mjs')
  await compile('command', 'cjs', 'command.cjs')
  await compile('page', 'esm', 'page.mjs')
  await compile('worker', 'esm', 'worker.mjs')
}

/** How bundlers look at packages for the places that have no Node. */
export const BUNDLES = {
  'a browser': { platform: 'browser', format: 'iife' },
  'a worker': { platform: 'browser', format: 'esm', conditions: ['workerd', 'worker', 'browser'] },
  'Convex functions': { platform: 'browser', format: 'esm', conditions: ['convex', 'module'] },
} as const satisfies Record<string, BuildOptions>

/** A program with the package in it, and what it still imports. */
export interface Bundle {
  readonly text: string
  readonly imports: readonly string[]
}

/** Bundles a program of a project. Fails where a part of Node is wanted. */
export async function bundle(
  { folder }: InstalledPackage,
  program: string,
  options: BuildOptions,
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...options,
    absWorkingDir: folder,
    entryPoints: [program],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  return {
    text: outputFiles.map(({ text }) => text).join(''),
    imports: Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path)),
  }
}
