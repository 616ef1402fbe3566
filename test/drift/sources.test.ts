import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { documentUrl, fetchDocument } from '../../scripts/drift/sources.js'

describe('documentUrl', () => {
  test.each([
    ['https://happy-otter-123.convex.cloud', 'https://happy-otter-123.convex.cloud/api/v1/openapi.json'],
    ['https://x.eu-west-1.convex.cloud/', 'https://x.eu-west-1.convex.cloud/api/v1/openapi.json'],
    ['https://x.convex.cloud/api/v1', 'https://x.convex.cloud/api/v1/openapi.json'],
    ['https://x.convex.cloud/api/v1//', 'https://x.convex.cloud/api/v1/openapi.json'],
    ['https://x.convex.cloud/api/v1/openapi.json', 'https://x.convex.cloud/api/v1/openapi.json'],
    ['http://127.0.0.1:3210', 'http://127.0.0.1:3210/api/v1/openapi.json'],
    ['http://localhost:3210/', 'http://localhost:3210/api/v1/openapi.json'],
    ['http://[::1]:3210', 'http://[::1]:3210/api/v1/openapi.json'],
  ])('%s', (address, expected) => {
    expect(documentUrl(address).href).toBe(expected)
  })

  test.each([
    ['happy-otter-123', 'is not a URL'],
    ['', 'is not a URL'],
    ['file:///etc/passwd', 'is not a URL'],
    ['http://happy-otter-123.convex.cloud', 'plain http'],
    ['http://127.0.0.1.example.com', 'plain http'],
    ['http://localhost.example.com', 'plain http'],
    ['https://user:pass@x.convex.cloud', 'carries credentials'],
    ['https://x.convex.cloud/dashboard', 'the address of a deployment and no more'],
    ['https://x.convex.cloud/?adminKey=secret', 'the address of a deployment and no more'],
    ['https://x.convex.cloud/#a', 'the address of a deployment and no more'],
  ])('refuses %s', (address, message) => {
    expect(() => documentUrl(address)).toThrow(message)
  })

  test('does not repeat what a URL may hold in secret', () => {
    expect(() => documentUrl('https://user:hunter2@x.convex.cloud')).toThrow(/^(?!.*hunter2)/)
  })
})

describe('fetchDocument', () => {
  const servers: Server[] = []
  afterEach(closeAll)

  function closeAll(): void {
    for (const server of servers.splice(0)) {
      server.close()
      server.closeAllConnections()
    }
  }

  async function serve(listener: RequestListener): Promise<URL> {
    const server = createServer(listener)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    servers.push(server)
    const address = server.address()
    return documentUrl(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  }

  const document = { openapi: '3.1.0', paths: {} }
  const limits = { timeout: 5000, maxBytes: 1000 }

  test('reads JSON, whatever its content type says', async () => {
    const url = await serve((_, response) => {
      response
        .setHeader('content-type', 'text/plain; charset=utf-8')
        .end(JSON.stringify(document, undefined, 2))
    })
    expect(await fetchDocument(url)).toEqual(document)
  })

  test('asks for the one path, with no credentials', async () => {
    const asked: unknown[] = []
    const url = await serve(({ method, url, headers }, response) => {
      asked.push([method, url, headers.authorization, headers.cookie])
      response.end(JSON.stringify(document))
    })
    await fetchDocument(url)
    expect(asked).toEqual([['GET', '/api/v1/openapi.json', undefined, undefined]])
  })

  test('does not follow a redirect, and names its target origin only', async () => {
    let requests = 0
    const url = await serve((_, response) => {
      requests += 1
      response.writeHead(307, { location: 'https://elsewhere.example/secret' }).end()
    })
    await expect(fetchDocument(url)).rejects.toThrow(
      /redirects to https:\/\/elsewhere\.example, which is not followed/,
    )
    expect(requests).toBe(1)
  })

  test.each([
    ['an HTML page', 200, '<!doctype html><p>Sign in', 'is a web page, not a document'],
    ['nothing', 200, '', 'is not an OpenAPI 3 document'],
    ['JSON that is something else', 200, '{"code":"x"}', 'is not an OpenAPI 3 document'],
    ['a document of OpenAPI 2', 200, '{"swagger":"2.0","paths":{}}', 'is not an OpenAPI 3 document'],
    ['half a document', 200, '{"openapi":"3.1.0",', 'is neither JSON nor YAML'],
    ['404', 404, '', 'has no document (404): check the name'],
    ['503', 503, 'overloaded', 'answered 503 instead of a document: try again later'],
  ])('says what to do when it gets %s', async (_, status, body, message) => {
    const url = await serve((_, response) => response.writeHead(status).end(body))
    await expect(fetchDocument(url)).rejects.toThrow(message)
  })

  test('gives up on a body that never ends', async () => {
    const url = await serve((_, response) => void response.write('{'))
    await expect(fetchDocument(url, { ...limits, timeout: 100 })).rejects.toThrow(
      'did not answer whole within 0.1 s',
    )
  })

  test.each([
    ['a byte more than it may be', 1, 'sends more than 1000 bytes'],
    ['as much as it may be', 0, 'is not an OpenAPI 3 document'],
  ])('a body of %s', async (_, more, message) => {
    const url = await serve((_, response) => response.end(`"${'x'.repeat(998 + more)}"`))
    await expect(fetchDocument(url, limits)).rejects.toThrow(message)
  })

  test('stops reading a body that is too much', async () => {
    const url = await serve((request, response) => {
      const more = () =>
        void (response.write('x'.repeat(500)) ? setImmediate(more) : response.once('drain', more))
      more()
      request.socket.on('close', () => closed())
    })
    let closed = () => {}
    const end = new Promise<void>(resolve => {
      closed = resolve
    })
    await expect(fetchDocument(url, limits)).rejects.toThrow('sends more than 1000 bytes')
    await end
  })

  test('says that a host is not there', async () => {
    const url = await serve(() => {})
    closeAll()
    await expect(fetchDocument(url)).rejects.toThrow(/can't be reached \(ECONNREFUSED\): check the name/)
  })
})
