import { build } from 'esbuild'

/**
 * Bundles the parser, which is CommonJS, into one module. Its names stay, for stacks, and its white space goes: by that the package
 * stays under 3 MB.
 */
export async function parserModule(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export { parse, parseExpression } from '@babel/parser'`, resolveDir: '.' },
    bundle: true,
    minifyWhitespace: true,
    write: false,
    format: 'esm',
    target: 'node20.19',
    platform: 'neutral',
    mainFields: ['main'],
  })
  return outputFiles[0]?.text ?? ''
}
