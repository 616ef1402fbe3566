import { describe, expect, inject, test } from 'vitest'
import { type MethodCall, OPERATIONS, type OperationCalls, sendRaw } from '../support/calls.js'
import { deployment, TOKEN } from '../support/deployment.js'
import { recorder } from '../support/recorder.js'

type Operation = (typeof OPERATIONS)[number]

function connect(contract: Operation['contract']) {
  const { requests, fetch } = recorder()
  const url = inject('mocks')[contract === 'v1' ? 'v1' : 'v1Beta']
  const client = deployment({ url, contract, fetch, retry: false })
  return { client, requests, raw: client.raw[contract === 'v1' ? 'v1' : 'v1Beta'], base: `${url}/api/v1` }
}

/** The one request of a method: nothing else is sent, and no other header. */
function requestOf(base: string, { route, path, query, body }: OperationCalls, method?: MethodCall) {
  const [verb, template = ''] = route.split(' ')
  const filled = Object.entries(path ?? {}).reduce(
    (rest, [name, id]) => rest.replace(`{${name}}`, `${id}`),
    template,
  )
  const search = method?.query ?? new URLSearchParams(Object(query)).toString()
  const sent = method?.body ?? body
  return {
    method: verb,
    url: `${base}${filled}${search === '' ? '' : `?${search}`}`,
    headers: {
      authorization: `Convex ${TOKEN}`,
      'convex-client': expect.stringMatching(/^convex-deployment-\d+\.\d+\.\d+/),
      'convex-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      ...(sent && { 'content-type': 'application/json' }),
    },
    body: sent === undefined ? '' : JSON.stringify(sent),
  }
}

/** Integers of 64 bits as JSON has them. */
const asJson = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? Number(member) : member)))

const METHODS = OPERATIONS.flatMap(operation =>
  operation.methods.map(method => ({ operation, contract: operation.contract, ...method })),
)

test.each(METHODS)(
  '$method under $contract sends one request, and makes of the answer what it says',
  async ({ operation, ...method }) => {
    const { client, requests, base } = connect(operation.contract)
    expect(await method.call(client)).toEqual(method.result)
    expect(requests).toEqual([requestOf(base, operation, method)])
  },
)

test.each(OPERATIONS)(
  '$route of $contract is sent and answered as the document has it, by the path client',
  async operation => {
    const { raw, requests, base } = connect(operation.contract)
    const { data, response } = await sendRaw(raw, operation)
    expect(asJson(data)).toEqual(operation.answer)
    expect(response).toMatchObject({ ok: true, status: 200 })
    expect(requests).toEqual([requestOf(base, operation)])
  },
)

test('no method of the client is missing here', () => {
  const found = (holder: object, before: string): string[] =>
    Object.entries(holder).flatMap(([name, member]) => {
      if (typeof member === 'function') return [`${before}${name}`]
      return typeof member === 'object' && member !== null ? found(member, `${before}${name}.`) : []
    })
  // The tests of resources have those that send several requests.
  const composed = /^(raw\.|logStreams\.(?:ensure|ready|replaceSecret|restart)$|usageLimits\.(?:set|remove)$)/
  const methods = found(deployment(), '').filter(name => !composed.test(name))
  expect(METHODS.map(({ method }) => method)).toEqual(expect.arrayContaining(methods))
})

describe('what a method gives page by page ends with the last', () => {
  test.each([
    ['auditLog.events', ({ auditLog }) => auditLog.events({ from: 0 })],
    ['dataSync.pages', ({ dataSync }) => dataSync.pages()],
    ['dataSync.active', ({ dataSync }) => dataSync.active()],
  ] as const satisfies readonly (readonly [
    string,
    (client: ReturnType<typeof deployment>) => AsyncIterator<unknown>,
  ])[])('%s', async (_, iterate) => {
    const items = iterate(connect('v1').client)
    expect(await items.next()).toMatchObject({ done: false })
    expect(await items.next()).toEqual({ done: true, value: undefined })
  })
})

test('a deployment takes an id of any characters as one segment', async () => {
  const { client, requests } = connect('v1')
  expect(await client.logStreams.get('../ü/🦦?#')).toMatchObject({ logStreamType: 'webhook' })
  expect(requests).toHaveLength(1)
})

test('every request has an id of its own', async () => {
  const { client, requests } = connect('v1')
  await client.env.list()
  await client.env.list()
  await client.env.set({ A: '1' })
  expect(new Set(requests.map(({ headers }) => headers['convex-request-id'])).size).toBe(3)
})
