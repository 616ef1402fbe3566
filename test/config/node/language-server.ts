import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'

type Params = Readonly<Record<string, unknown>>

/** A part of a text, in lines and characters that count from 0. */
export interface Diagnostic {
  readonly message: string
  readonly range: { readonly start: { readonly line: number; readonly character: number } }
}

/** Starts a YAML language server, as an editor does, over a folder. It looks for no schema on the network. */
export async function languageServer(folder: string) {
  const program = ['node_modules/yaml-language-server/bin/yaml-language-server', '--stdio']
  const child = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'ignore'] })
  onTestFinished(async () => {
    child.kill()
    await once(child, 'close')
  })
  const settings = { yaml: { schemaStore: { enable: false }, validate: true, completion: true, hover: true } }
  const answers = new Map<number, (result: unknown) => void>()
  const published = new Map<string, readonly Diagnostic[]>()
  const waiting = new Map<string, (found: readonly Diagnostic[]) => void>()
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  let id = 0
  const ask = (method: string, params: Params) =>
    new Promise<unknown>(resolve => {
      id += 1
      answers.set(id, resolve)
      send({ id, method, params })
    })
  let rest = Buffer.alloc(0)
  child.stdout.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const [head, length] = /^.*?Content-Length: (\d+).*?\r\n\r\n/s.exec(rest.toString('latin1')) ?? []
      if (head === undefined || rest.length < head.length + Number(length)) return
      receive(JSON.parse(rest.subarray(head.length, head.length + Number(length)).toString()))
      rest = rest.subarray(head.length + Number(length))
    }
  })
  function receive(message: { id?: number; method?: string; params?: Params; result?: unknown }): void {
    const { params = {}, method, result } = message
    if (method === undefined) answers.get(message.id ?? 0)?.(result)
    else if (message.id !== undefined) {
      const items = Array.isArray(params.items) ? params.items : []
      send({ id: message.id, result: items.map(({ section }) => Reflect.get(settings, section) ?? {}) })
    } else if (method === 'textDocument/publishDiagnostics') {
      const found = params.diagnostics as readonly Diagnostic[]
      published.set(`${params.uri}`, found)
      waiting.get(`${params.uri}`)?.(found)
    }
  }
  const root = pathToFileURL(folder).href
  await ask('initialize', {
    processId: process.pid,
    rootUri: root,
    capabilities: { workspace: { configuration: true } },
    workspaceFolders: [{ uri: root, name: 'project' }],
  })
  send({ method: 'initialized', params: {} })
  send({ method: 'workspace/didChangeConfiguration', params: { settings } })
  return {
    /** Opens a file, and returns what the server says of it. */
    async open(name: string, text: string): Promise<readonly Diagnostic[]> {
      const uri = `${root}/${name}`
      const found = new Promise<readonly Diagnostic[]>(resolve => waiting.set(uri, resolve))
      send({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
      })
      return found
    },
    /** Returns the names that an editor would offer at a place. */
    async complete(name: string, line: number, character: number): Promise<string[]> {
      const params = { textDocument: { uri: `${root}/${name}` }, position: { line, character } }
      const result = (await ask('textDocument/completion', params)) as { items: { label: string }[] }
      return result.items.map(({ label }) => label)
    },
  }
}
