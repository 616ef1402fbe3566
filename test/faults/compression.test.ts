import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { deployment } from '../support/deployment.js'
import { serveHttp } from '../support/http-server.js'
import { failureOf } from '../support/settling.js'

test('a compressed answer is read, and counted as it decompresses', async () => {
  const variables = [{ name: 'A', value: 'x'.repeat(8_192) }]
  const list = JSON.stringify({ environmentVariables: { A: variables[0]?.value } })
  const url = await serveHttp((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(list))
  })
  expect(await deployment({ url, maxResponseBytes: list.length }).env.list()).toEqual(variables)
  const error = await failureOf(deployment({ url, maxResponseBytes: list.length - 1 }).env.list())
  expect(error).toHaveProperty('name', 'UnexpectedResponseError')
})
