/** `npm start`: the main job, run against a mock of the published document, from a real .env file. */
import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { createDeploymentClient, isDeploymentError, type Logger } from 'convex-deployment'
import { startMock } from './prism.js'
import { heading, line, names, paint } from './terminal.js'

const DOCUMENT = 'openapi/v1-beta.yaml'
const FILE = 'examples/app.env'

const mock = await startMock(DOCUMENT)
try {
  await tour(mock.url)
} finally {
  await mock.close()
}

async function tour(url: string): Promise<void> {
  const token = 'dev:happy-otter-123|not-a-real-key'
  let requests = 0
  const logger: Logger = {
    debug: ({ type }) => {
      if (type === 'request') requests += 1
    },
  }
  const deployment = createDeploymentClient({ token, url, logger })
  line(paint('bold', 'convex-deployment'), `on a Prism mock of ${DOCUMENT}`)
  line(`deployment ${deployment.name} at ${deployment.url}`)

  heading('List the variables')
  names(' ', await deployment.env.list())

  heading(`Set those of ${FILE}`)
  const values = new Map(
    Object.entries(parseEnv(await readFile(FILE, 'utf8'))).map(([name, value]) => [name, value ?? '']),
  )
  await deployment.env.set(values)
  names(
    '+',
    Array.from(values, ([name, value]) => ({ name, value })),
  )

  heading('Remove one')
  await deployment.env.unset(['LOG_LEVEL'])
  names('-', [{ name: 'LOG_LEVEL', value: '' }])

  heading('A refused token')
  const refused = createDeploymentClient({ token, url, headers: { prefer: 'code=401' } })
  await showError(refused.env.list())

  heading('A bad name')
  await showError(deployment.env.set({ '2FAST': 'a value that no message shows' }))

  line()
  line(paint('green', 'Done.'), `${requests} requests were sent, and the mock is stopped.`)
}

async function showError(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    if (!isDeploymentError(error)) throw error
    line(`  ${paint('red', error.name)}  outcome: ${error.outcome}`)
    line(`  ${error.message}`)
    return
  }
  throw new Error('The call was expected to fail.')
}
