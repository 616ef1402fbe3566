import { expect, test } from 'vitest'
import { createManagementClient, type ManagementClient } from '../../src/management/index.js'
import { MANAGEMENT_METHODS, MANAGEMENT_OPERATIONS } from '../support/management-calls.js'
import { collect } from '../support/platform.js'
import { ANSWERS, type Answer, echoOf } from './answers.js'
import { marksIn, odd, plain } from './markers.js'
import { Watch } from './watch.js'

const TOKEN = plain('Token')
const KEY = `prod:happy-otter-123|${plain('Key')}`

type Call = readonly [name: string, call: (client: ManagementClient) => Promise<unknown>]

/** Every method, and those that send and read secrets with planted ones. */
const CALLS: readonly Call[] = [
  ...MANAGEMENT_METHODS.map(({ method, call }): Call => [method, client => call(client)]),
  [
    'deployments.create with a reference',
    ({ deployments }) => deployments.create(345, { type: 'preview', reference: 'preview/pr-7' }),
  ],
  ['deployKeys.delete by the key', ({ deployKeys }) => deployKeys.delete('happy-otter-123', KEY)],
  [
    'defaultEnvironmentVariables.update',
    ({ defaultEnvironmentVariables }) =>
      defaultEnvironmentVariables.update(345, [
        { name: 'A', deploymentType: 'prod', value: odd('Value') },
        { name: 'B', deploymentType: 'prod', value: plain('Other') },
      ]),
  ],
  ['deployments.list, whole', ({ deployments }) => collect(deployments.list({ teamId: 12 }))],
]

/** Answers as the document has it, with a key that nobody may print. */
function healthy({ method, url }: Request): Response {
  const { pathname } = new URL(url)
  const operation = MANAGEMENT_OPERATIONS.find(({ route }) => {
    const [verb, template = ''] = route.split(' ')
    return verb === method && new RegExp(`^/v1${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname)
  })
  const { id, answer } = operation ?? {}
  if (id === 'createDeployKey') return Response.json({ deployKey: KEY })
  return answer === undefined ? new Response(null) : Response.json(answer)
}

async function drive(watch: Watch, [name, call]: Call, { name: answer, reply, options }: Answer) {
  const client = createManagementClient({
    token: TOKEN,
    retry: options?.retry ?? false,
    timeout: options?.timeout,
    totalTimeout: 2_000,
    async fetch(request) {
      const body = await request.clone().text()
      const echo = echoOf(`${request.headers.get('authorization')}`, body)
      return reply(echo, async () => healthy(request))
    },
    logger: Object.fromEntries(
      ['debug', 'info', 'warn', 'error'].map(level => [
        level,
        (event: unknown) => watch.thing(`${name}, ${answer}: ${level}`, event),
      ]),
    ),
  })
  watch.thing(`${name}, ${answer}: the client`, client)
  await call(client).catch((error: unknown) => {
    watch.note('error', Object(error).name)
    watch.thing(`${name}, ${answer}: the error`, error)
  })
}

const QUICK = ANSWERS.filter(({ options }) => options?.timeout === undefined)

test('no error, event or client shows a token, a key or a value, whatever a server gives back', async () => {
  const watch = new Watch()
  for (const answer of QUICK) await Promise.all(CALLS.map(call => drive(watch, call, answer)))
  expect([...watch.hits]).toEqual([])
  expect(watch.searched).toBeGreaterThan(5_000)
  expect([...(watch.seen.get('error') ?? [])]).toEqual(
    expect.arrayContaining(['BadRequestError', 'NotFoundError', 'RedirectError', 'ConnectionError']),
  )
})

test('the search finds what is planted', () => {
  const watch = new Watch()
  watch.thing('an error', new Error(`it was ${TOKEN}`))
  expect(watch.hits.size).toBeGreaterThan(0)
  expect(marksIn(KEY)).toEqual([plain('Key')])
})
