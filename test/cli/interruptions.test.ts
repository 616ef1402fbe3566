import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { answers } from 'convex-deployment/fake'
import { expect, onTestFinished, test } from 'vitest'
import { COMMAND, ended } from './support/run.js'
import { createWorkspace, workspaceWithFake } from './support/workspace.js'

/** A server that passes requests on to a fake deployment, but for those with a method, which it holds. */
async function workspaceHolding(method: string) {
  const workspace = await workspaceWithFake()
  const target = workspace.fake.url
  let release = () => {}
  const released = new Promise<void>(resolve => (release = resolve))
  let held = () => {}
  const holding = new Promise<void>(resolve => (held = resolve))
  const server = createServer(async (incoming, outgoing) => {
    const body = await textOf(incoming)
    if (incoming.method === method) {
      held()
      await released
    }
    const { authorization = '', 'content-type': type = '' } = incoming.headers
    const answer = await fetch(target + incoming.url, {
      method: incoming.method ?? 'GET',
      headers: { authorization, 'content-type': type },
      ...(body && { body }),
    })
    outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  workspace.environment.CONVEX_SELF_HOSTED_URL = `http://127.0.0.1:${typeof address === 'object' && address?.port}`
  const start = (...args: string[]) =>
    spawn(process.execPath, [COMMAND, ...args], { cwd: workspace.folder, env: workspace.environment })
  return { ...workspace, start, holding, release }
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of incoming) text += chunk
  return text
}

test('Ctrl-C at a prompt ends the command, and nothing was written', async () => {
  const { fake, terminal } = await workspaceWithFake()
  for (const [args, prompt] of [
    [['pause'], '[y/N]'],
    [['env', 'set', 'A'], '(hidden)'],
  ] as const) {
    const screen = terminal(args)
    await screen.shows(prompt)
    screen.type('\x03')
    expect(await screen.ended()).toMatchObject({
      code: 130,
      screen: expect.stringContaining('Interrupted before anything was written.'),
    })
  }
  expect(fake.state.paused).toBe(false)
  expect(fake.state.environmentVariables.size).toBe(0)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a command whose deployment does not answer',
  async signal => {
    const { start, holding } = await workspaceHolding('GET')
    const child = start('env', 'list', '--json')
    const end = ended(child)
    await holding
    child.kill(signal)
    const { code, json, stderr } = await end
    expect(code).toBe(130)
    expect(json()).toMatchObject({ error: { exitCode: 130, written: 'nothing' } })
    expect(stderr).toContain('Interrupted')
  },
)

test('the first Ctrl-C lets a write finish', async () => {
  const { start, holding, release, fake, write } = await workspaceHolding('POST')
  await write('app.env', 'A=1\n')
  const child = start('env', 'apply', 'app.env', '--yes')
  const end = ended(child)
  await holding
  child.stderr.on('data', text => String(text).includes('Finishing the write') && release())
  child.kill('SIGINT')
  const { code, stderr } = await end
  expect(stderr).toContain('applied 1 of 1')
  expect(code).toBe(0)
  expect(fake.state.environmentVariables).toEqual(new Map([['A', '1']]))
})

test('the second gives it up, and says that it may have taken effect', async () => {
  const { start, holding, write } = await workspaceHolding('POST')
  await write('app.env', 'A=1\n')
  const child = start('env', 'apply', 'app.env', '--yes', '--json')
  const end = ended(child)
  await holding
  child.stderr.on('data', text => String(text).includes('Finishing the write') && child.kill('SIGINT'))
  child.kill('SIGINT')
  const { code, json, stderr } = await end
  expect(code).toBe(130)
  expect(json()).toMatchObject({ error: { written: 'unknown' } })
  expect(stderr).toContain('may have taken effect')
})

test.each([
  ['nobody listens on', 'http://127.0.0.1:1', /ECONNREFUSED|connect/i],
  ['nobody knows', 'https://nowhere.invalid', /nowhere\.invalid/],
])('an address that %s is told as such', async (_what, url, message) => {
  const { run } = await createWorkspace({
    CONVEX_SELF_HOSTED_URL: url,
    CONVEX_SELF_HOSTED_ADMIN_KEY: 'otter|key',
  })
  const { code, stderr, stdout } = await run(['env', 'list'])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(message)
  expect(stderr).not.toMatch(/^ +at /m)
})

test('the page of a gateway is told by its status, and not printed', async () => {
  const { run, fake } = await workspaceWithFake()
  fake.faults.add(answers.badGateway, { times: 5 })
  const { code, stderr } = await run(['env', 'list'])
  expect(code).toBe(1)
  expect(stderr).toContain('502')
  expect(stderr).not.toContain('<')
})

test('a reader that goes away is no failure', async () => {
  const { folder, environment } = await workspaceWithFake({
    environmentVariables: Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`V${i}`, 'x'.repeat(1000)]),
    ),
  })
  const line = `"$@" | head -1; echo "code \${PIPESTATUS[0]}"; "$@" >&-; echo "closed $?"`
  const words = [process.execPath, COMMAND, 'env', 'list', '--show-values']
  const { stdout, stderr } = await ended(
    spawn('bash', ['-c', line, 'bash', ...words], { cwd: folder, env: environment }),
  )
  expect(stdout).toMatch(/^V0=x+\ncode 0\nclosed 0\n$/)
  expect(stderr.trim().split('\n')).toHaveLength(2)
})

test.skipIf(!existsSync('/dev/full'))('output that is lost is a failure', async () => {
  const { folder, environment } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  const words = [process.execPath, COMMAND, 'env', 'list']
  const lost = await ended(
    spawn('sh', ['-c', '"$@" > /dev/full', 'sh', ...words], { cwd: folder, env: environment }),
  )
  expect(lost.code).toBe(1)
  expect(lost.stderr).toContain("The output can't be written (ENOSPC).")
  expect(lost.stderr).not.toMatch(/^ +at /m)
  const untold = spawn('sh', ['-c', '"$@" 2> /dev/full', 'sh', ...words], { cwd: folder, env: environment })
  expect(await ended(untold)).toMatchObject({ code: 0, stdout: 'A\n' })
})

test('a .env of a megabyte is read, and one of more than a deployment holds refused', async () => {
  const { run, write, fake } = await workspaceWithFake()
  const comments = '# a comment of some length, so that the file gets long\n'.repeat(20_000)
  await write('app.env', `${comments}A=1\n`)
  expect(await run(['env', 'apply', 'app.env', '--yes'])).toMatchObject({ code: 0 })
  const full = Array.from({ length: 130 }, (_, i) => `V${i}=${'x'.repeat(8_000)}\n`).join('')
  await write('app.env', full)
  const { code, stderr } = await run(['env', 'apply', 'app.env', '--yes'])
  expect(code).toBe(4)
  expect(stderr).toContain('Nothing was written.')
  expect(fake.state.environmentVariables.size).toBe(1)
})

test('the end of the input at a hidden prompt sets nothing, not even an empty value', async () => {
  const { fake, terminal } = await workspaceWithFake()
  const screen = terminal(['env', 'set', 'A', '--allow-empty', '--yes'])
  await screen.shows('(hidden)')
  screen.type('\x04')
  expect(await screen.ended()).toMatchObject({
    code: 4,
    screen: expect.stringContaining('Nothing was written.'),
  })
  expect(fake.state.environmentVariables.size).toBe(0)
})
