import { build } from 'esbuild'

/** Bundles the parser, which is CommonJS, into one module. It stays readable, as the rest of the library does. */
export async function parserModule(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export { parse } from '@babel/parser'`, resolveDir: '.' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'node20.19',
    platform: 'neutral',
    mainFields: ['main'],
  })
  return outputFiles[0]?.text ?? ''
}
