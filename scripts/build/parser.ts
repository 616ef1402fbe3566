import { build } from 'esbuild'

/**
 * Bundles the parser, which is CommonJS, into one module. It alone is minified: by that the package stays under 3 MB, and nobody
 * reads a stack within it.
 */
export async function parserModule(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export { parse, parseExpression } from '@babel/parser'`, resolveDir: '.' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'node20.19',
    platform: 'neutral',
    mainFields: ['main'],
  })
  return outputFiles[0]?.text ?? ''
}
