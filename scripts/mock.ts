/**
 * Serves a Prism mock of a document under /api/v1, as a deployment would.
 *
 *   npm run mock                                 openapi/v1-beta.yaml on a free port
 *   npm run mock -- --document FILE --port 4010
 */
import { parseArgs } from 'node:util'
import { startMock } from './prism.js'

const { values: flags } = parseArgs({
  options: {
    document: { type: 'string', default: 'openapi/v1-beta.yaml' },
    port: { type: 'string', default: '0' },
  },
})

const mock = await startMock(flags.document, { port: Number(flags.port) })
console.log(`Prism mocks ${flags.document} at ${mock.url}/api/v1 (Ctrl-C ends).`)
console.log("Any key works: -H 'Authorization: Convex dev:happy-otter-123|mock'")
