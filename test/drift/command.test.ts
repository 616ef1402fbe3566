import { execFile } from 'node:child_process'
import { createServer, type RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { type DriftRun, runDrift } from '../../scripts/drift/command.js'
import { documentUrl, fetchDocument } from '../../scripts/drift/sources.js'

const root = new URL('../..', import.meta.url)
const types = 'node_modules/@convex-dev/platform/dist/generatedDeploymentApi.d.ts'

/** Runs the command in a process of its own. */
function runProcess(args: readonly string[]): Promise<DriftRun> {
  return new Promise(resolve => {
    const command = [import.meta.resolve('tsx'), 'scripts/spec-drift.ts', ...args]
    execFile(process.execPath, ['--import', ...command], { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => server.closeAllConnections())
  onTestFinished(() => void server.close())
  return documentUrl(`http://127.0.0.1:${Object(server.address()).port}`)
}

test.each([
  [0, ['--file', 'openapi/v1.yaml'], /^0 breaking$/m],
  [1, ['--file', 'openapi/v1-beta.yaml'], /^ {2}GET \/list_environment_variables: theirs does not have it$/m],
  // The published types are older than the document: they have another data sync.
  [1, ['--types', types], /^8 breaking\n( {2}\S+ \/data\/.*\n){8}/m],
  [0, ['--types', types.replace('Deployment', 'Management')], /^0 breaking\n\n0 harmless$/m],
  [0, ['--help'], /are not compared/],
  [2, ['--file', 'package.json'], /is not an OpenAPI 3 document/],
  [2, ['--file', 'missing.json'], /^missing.json can't be read \(ENOENT\): check the path/],
  [2, ['--file', 'README.md'], /^README.md is neither JSON nor YAML|not an OpenAPI/],
  [2, ['--file', 'openapi/v1.yaml', '--known', 'README.md'], /must hold lists/],
  [2, ['--url', 'http://127.0.0.1:9'], /can't be reached/],
  [64, [], /^Give one of `--url`/],
  [64, ['--file', 'openapi/v1.yaml', '--url', 'https://x.convex.cloud'], /^Give one of/],
  [64, ['--files', 'x'], /Usage: npm run spec:drift/],
])('the command ends with %i for %j', async (code, args, text) => {
  const ended = await runDrift(args)
  expect([ended.code, ended.stdout + ended.stderr]).toEqual([code, expect.stringMatching(text)])
})

test.each([
  [0, ['--help']],
  [1, ['--file', 'openapi/v1-beta.yaml']],
  [2, ['--file', 'missing.json']],
  [64, []],
])('the process exits with %i for %j, and prints the same', async (code, args) => {
  const ended = await runProcess(args)
  expect(ended).toEqual(await runDrift(args))
  expect(ended.code).toBe(code)
})

test.each([
  ['https://x.convex.cloud', 'https://x.convex.cloud/api/v1/openapi.json'],
  ['http://[::1]:3210/api/v1/', 'http://[::1]:3210/api/v1/openapi.json'],
])('finds the document of %s', (address, url) => {
  expect(documentUrl(address).href).toBe(url)
})

test.each([
  'happy-otter',
  'http://x.convex.cloud',
  'https://a:hunter2@x.io',
  'https://x.io/a',
  'https://x.io/?k=hunter2',
])('refuses %s as an address, and does not repeat it', address => {
  expect(() => documentUrl(address)).toThrow(/^`--url` must be (?!.*hunter2)/)
})

test.each([
  [200, '<!doctype html>', 'is a web page'],
  [200, '{"openapi":', 'is neither JSON nor YAML'],
  [307, '', 'redirects to https://elsewhere.example, which is not followed'],
  [404, '', 'has no document (404)'],
  [503, '', 'answered 503 instead of a document'],
])('says what is wrong with an answer of %i, %j', async (status, body, message) => {
  const location = status === 307 ? { location: 'https://elsewhere.example/secret' } : {}
  const url = await serve((_, response) => response.writeHead(status, location).end(body))
  await expect(fetchDocument(url)).rejects.toThrow(message)
})

test('gives up on an answer that does not end', async () => {
  const url = await serve((_, response) => void response.write('{'))
  await expect(fetchDocument(url, 100)).rejects.toThrow('did not answer whole within 0.1 s')
})
