import { gzipSync } from 'node:zlib'
import type { Consumer } from './consumer.js'
import type { Row } from './page.js'

const MOST_BYTES = 19_000

/** What a browser or worker downloads, minified and compressed. */
export async function measureSize(consumer: Consumer): Promise<Row[]> {
  const whole = await bundled(consumer, "export * from 'convex-deployment'")
  const oneCall = await bundled(consumer, "import './one-call.ts'")
  const platform = await bundled(consumer, "export * from '@convex-dev/platform'")
  const peer = `all of \`@convex-dev/platform\`: ${kilobytes(platform)}`
  const limit = `${kilobytes(MOST_BYTES)} (goal 16.0 KB)`
  return [
    {
      what: 'the whole client, min+gzip',
      ours: kilobytes(whole),
      beside: peer,
      limit,
      kept: whole <= MOST_BYTES,
    },
    {
      what: 'a program of one call, min+gzip',
      ours: kilobytes(oneCall),
      beside: peer,
      limit,
      kept: oneCall <= MOST_BYTES,
    },
  ]
}

async function bundled(consumer: Consumer, entry: string): Promise<number> {
  const bundle = await consumer.run(
    'node',
    '--input-type=module',
    '--eval',
    `import { build } from 'esbuild'
    const { outputFiles } = await build({
      stdin: { contents: ${JSON.stringify(entry)}, resolveDir: '.' },
      bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, logLevel: 'error',
    })
    process.stdout.write(outputFiles[0].text)`,
  )
  return gzipSync(bundle, { level: 9 }).byteLength
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`
}
