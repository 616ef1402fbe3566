// Prints the named functions that run for one request, as JSON: `node count-functions.mjs CASE URL`. It needs a project
// with the peers installed and our modules, compiled one by one, in `ours/`. Counts with V8's precise coverage.
import { Session } from 'node:inspector'

const TOKEN = 'dev:happy-otter-123|a-key-of-some-length'
const PATH = '/api/v1/update_environment_variables'
const HEADERS = { authorization: `Convex ${TOKEN}` }
const BODY = { changes: [{ name: 'LOG_LEVEL', value: 'info' }] }

const [name, url] = process.argv.splice(2, 2)
const session = new Session()
session.connect()
await post('Profiler.enable')
await post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })

const CASES = {
  async ours() {
    const { createDeploymentClient } = await import('./ours/src/index.js')
    const deployment = createDeploymentClient({ url, token: TOKEN })
    return () => deployment.env.set({ LOG_LEVEL: 'info' })
  },
  async refused() {
    const { createDeploymentClient } = await import('./ours/src/index.js')
    const deployment = createDeploymentClient({ url, token: TOKEN })
    return () =>
      deployment.env.set({ REFUSED: 'info' }).then(
        () => Promise.reject(new Error('The request was not refused.')),
        () => {},
      )
  },
  async ky() {
    const { default: ky } = await import('ky')
    return () => ky.post(url + PATH, { json: BODY, headers: HEADERS })
  },
  async 'openapi-fetch'() {
    const { default: createClient } = await import('openapi-fetch')
    const client = createClient({ baseUrl: url, headers: HEADERS })
    return () => client.POST(PATH, { body: BODY })
  },
}

if (name === 'command') {
  // Its arguments are our own. All that runs until the process ends is counted.
  process.once('exit', () => {
    // The inspector answers at once.
    session.post('Profiler.takePreciseCoverage', (_, { result }) => print({ first: functions(result) }))
  })
  await import('./ours/src/cli/bin.js')
} else {
  const call = await CASES[name]()
  await taken()
  await call()
  const first = await taken()
  await call()
  print({ first, next: await taken() })
}

/** Returns the functions that ran since the last call. */
async function taken() {
  return functions((await post('Profiler.takePreciseCoverage')).result)
}

/** Returns the functions that ran, without initialisers of a class's members (`<instance_members_initializer>`). */
function functions(scripts) {
  return scripts
    .filter(script => script.url.startsWith('file:') && script.url !== import.meta.url)
    .flatMap(script =>
      script.functions
        .filter(({ functionName, ranges }) => /^[^<]/.test(functionName) && ranges[0].count > 0)
        .map(({ functionName }) => ({ file: script.url, name: functionName })),
    )
}

function post(method, params = {}) {
  return new Promise((resolve, reject) =>
    session.post(method, params, (error, result) => (error ? reject(error) : resolve(result))),
  )
}

function print(counted) {
  console.error(JSON.stringify(counted))
}
