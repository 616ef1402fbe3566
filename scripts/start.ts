/** `npm start`: the main job, run against a fake deployment over HTTP, from a real .env file. */
import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { createDeploymentClient, isDeploymentError } from 'convex-deployment'
import { createFakeDeployment, type FakeDeployment } from 'convex-deployment/fake'
import { changes, heading, line, paint, variables } from './terminal.js'

const FILE = 'examples/app.env'

const fake = createFakeDeployment({ environmentVariables: { LOG_LEVEL: 'debug', OLD_FLAG: 'on' } })
await fake.listen()
try {
  await tour(fake)
} finally {
  await fake.close()
}

async function tour({ url, token, requests }: FakeDeployment): Promise<void> {
  const deployment = createDeploymentClient({ url, token })
  line(paint('bold', 'convex-deployment'), 'on a fake deployment')
  line(`${deployment.name} at ${deployment.url}`)

  heading('What is there')
  variables(await deployment.env.list())

  heading(`The way to what ${FILE} says, without OLD_FLAG`)
  const desired = { ...parseEnv(await readFile(FILE, 'utf8')), OLD_FLAG: null }
  const plan = await deployment.env.plan(
    new Map(Object.entries(desired).map(([name, value]) => [name, value ?? null])),
  )
  changes(plan.changes)

  heading('Applied in one request, and read back')
  const { status } = await deployment.env.apply(plan)
  line(`  ${paint('green', status)}`)
  variables(await deployment.env.list())

  heading('Set one, remove one')
  await deployment.env.set({ GREETING: 'Good morning, otters' })
  await deployment.env.unset(['LOG_LEVEL'])
  variables(await deployment.env.list())

  heading('A refused token')
  await showError(createDeploymentClient({ url, token: 'dev:happy-otter-123|not-the-key' }).env.list())

  heading('A bad name')
  await showError(deployment.env.set({ '2FAST': 'a value that no message shows' }))

  line()
  line(paint('green', 'Done.'), `${requests.length} requests were answered, and the fake is stopped.`)
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
