import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** A part of the client, and the bytes that it adds, minified and compressed. */
export interface Weight {
  readonly part: string
  readonly bytes: number
}

const PARTS: readonly (readonly [part: string, files: RegExp])[] = [
  ['`openapi-fetch`', /^node_modules\/openapi-fetch\//],
  ['what the documents say: operations, schemas, codes', /^generated\//],
  ['safe calls: checks, retries, time limits, answers', /^src\/transport\//],
  ['exact integers', /^src\/text\/lossless/],
  ['addresses and keys', /^src\/connection\//],
  ['validation and redaction', /^src\/(?:schema|text\/(?!lossless))/],
  ['resources', /^src\/resources\//],
  ['errors, and the client itself', /^src\/(?:errors|client|index)/],
]

/** Weighs the parts of the client. They compress together, so their sum is not the whole. */
export async function weigh(): Promise<Weight[]> {
  const { outputFiles } = await build({
    entryPoints: ['src/index.ts'],
    bundle: true,
    minifySyntax: true,
    minifyIdentifiers: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module'],
    write: false,
  })
  const [before = '', ...files] = (outputFiles[0]?.text ?? '').split(
    /^\/\/ (?=(?:src|generated|node_modules)\/)/m,
  )
  const size = (kept: (file: string) => boolean, change = (text: string) => text) =>
    gzipSync(change([before, ...files.filter(kept)].join('// ')), { level: 9 }).byteLength
  const whole = size(() => true)
  const weights = PARTS.map(([part, names]) => ({ part, bytes: whole - size(file => !names.test(file)) }))
  const messages = whole - size(() => true, withoutMessages)
  return [...weights, { part: 'the words of all messages, in the parts above', bytes: messages }]
}

/** Empties the string literals that contain words. */
function withoutMessages(code: string): string {
  return code.replace(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, literal =>
    /[a-z] [a-z]/.test(literal) ? '""' : literal,
  )
}
