import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Shapes } from '../../../src/cli/output.js'
import { createFakeDeployment, parseState, stringifyState } from '../../../src/fake/index.js'
import { createDeploymentClient } from '../../../src/index.js'
import { createRepository, takenBy } from '../support/git.js'
import { COMMAND, ended, type Run } from '../support/run.js'
import { createWorkspace, type Workspace } from '../support/workspace.js'

const FILE = 'fake.json'
/** The command as a word of a shell's script. */
const us = `"${process.execPath}" "${COMMAND}"`

/** Starts `fake --state` as a process, and waits until it has printed its address. */
async function startedProcess(workspace: Workspace, ...args: string[]) {
  const child = workspace.start(['fake', '--state', FILE, '--json', ...args])
  onTestFinished(() => void child.kill('SIGKILL'))
  const end = ended(child)
  const stop = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return end
  }
  return { ...(await addressIn(child.stdout.setEncoding('utf8'), end)), end, stop }
}

/** The same in this process. */
async function started(workspace: Workspace, ...args: string[]) {
  const { stdout, stderr, kill, end } = workspace.begin(['fake', '--state', FILE, '--json', ...args])
  const stop = () => {
    kill('SIGINT')
    return end
  }
  return { ...(await addressIn(stdout, end)), stderr, stop }
}

async function addressIn(stdout: Readable, end: Promise<Run>) {
  const [printed] = await Promise.race([
    once(stdout, 'data'),
    end.then(({ stderr }) => Promise.reject(new Error(stderr))),
  ])
  const { deployment, key }: Shapes['Fake'] = JSON.parse(String(printed))
  const { url = '' } = deployment
  return { url, key, client: createDeploymentClient({ url, token: key }) }
}

const stateIn = async ({ read }: Workspace) => parseState(await read(FILE))
const variablesIn = async (workspace: Workspace) =>
  Object.fromEntries((await stateIn(workspace)).environmentVariables)

test('a file that is not there is made for its owner, and has what the fake begins with', async () => {
  const workspace = await createWorkspace()
  const { key, stop } = await started(workspace, '--name', 'tall-fox-9', '--type', 'prod')
  expect(await workspace.mode(FILE)).toBe('600')
  const begun = await stateIn(workspace)
  expect(begun).toMatchObject({ name: 'tall-fox-9', deploymentType: 'prod', keys: [{ token: key }] })
  expect(await stop()).toMatchObject({ code: 0 })
  expect(await stateIn(workspace)).toEqual(begun)
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'what was written last is there after %s, and the next fake has the same key and data',
  async signal => {
    const workspace = await createWorkspace()
    const first = await startedProcess(workspace)
    await first.client.env.set({ A: 'one' })
    expect(await first.stop(signal)).toMatchObject({
      code: 0,
      signal: null,
      stderr: expect.not.stringContaining('not saved'),
    })
    expect(await variablesIn(workspace)).toEqual({ A: 'one' })
    const second = await started(workspace, '--port', new URL(first.url).port)
    expect(second).toMatchObject({ url: first.url, key: first.key })
    expect(await first.client.env.get('A')).toBe('one')
    expect(await workspace.mode(FILE)).toBe('600')
  },
)

test('what changes is written while the fake runs, so that a kill loses a moment at most', async () => {
  const workspace = await createWorkspace()
  const { client, url, key, stop } = await startedProcess(workspace)
  await client.env.set({ A: 'one' })
  await expect.poll(() => variablesIn(workspace)).toEqual({ A: 'one' })
  await fetch(`${url}/_fake/reset`, { method: 'POST', headers: { authorization: `Convex ${key}` } })
  await expect.poll(() => variablesIn(workspace)).toEqual({})
  await client.env.set({ B: 'two' })
  await expect.poll(() => variablesIn(workspace)).toEqual({ B: 'two' })
  expect(await stop('SIGKILL')).toMatchObject({ signal: 'SIGKILL' })
  const next = await started(workspace)
  expect(await next.client.env.list()).toEqual([{ name: 'B', value: 'two' }])
})

test('a kill while the file is written leaves the old one whole, and nothing beside it for long', async () => {
  const workspace = await createWorkspace()
  await (await started(workspace)).stop()
  const before = await workspace.read(FILE)
  const hook = new URL('../support/fs-hook.mjs', import.meta.url).href
  Object.assign(workspace.environment, { NODE_OPTIONS: `--import=${hook}`, KILL_AT: 'rename' })
  const { client, end } = await startedProcess(workspace)
  await client.env.set({ A: 'one' })
  expect(await end).toMatchObject({ signal: 'SIGKILL' })
  expect(await workspace.read(FILE)).toBe(before)
  expect(await workspace.files('.')).toHaveLength(2)
  delete workspace.environment.KILL_AT
  const next = await started(workspace)
  await next.client.env.set({ A: 'two' })
  await next.stop()
  expect(await variablesIn(workspace)).toEqual({ A: 'two' })
  expect(await workspace.files('.')).toEqual([join(workspace.folder, FILE)])
})

test('a fake that changes nothing leaves an edited file to the byte', async () => {
  const workspace = await createWorkspace()
  const { state } = createFakeDeployment({ environmentVariables: { A: 'one' } })
  const edited = `\ufeff${JSON.stringify(JSON.parse(stringifyState(state)))}`
  await workspace.write(FILE, edited)
  const { client, stop } = await started(workspace)
  expect(await client.env.get('A')).toBe('one')
  expect(await stop()).toMatchObject({ code: 0 })
  expect(await workspace.read(FILE)).toBe(edited)
})

describe('with a command', () => {
  test('the file has what the command did when the fake ends, however the command ends', async () => {
    const workspace = await createWorkspace()
    const fake = ['fake', '--state', FILE, '--', 'sh', '-c']
    const set = (name: string) => `printf one | ${us} env set ${name} --yes`
    expect(await workspace.run([...fake, `${set('A')}; exit 7`])).toMatchObject({ code: 7 })
    expect(await variablesIn(workspace)).toEqual({ A: 'one' })
    const killed = await workspace.runProcess([...fake, `${set('B')}; kill -TERM $$`])
    expect(killed).toMatchObject({
      signal: 'SIGTERM',
      stderr: expect.stringContaining(`whose data are in ${FILE}`),
    })
    expect(await variablesIn(workspace)).toEqual({ A: 'one', B: 'one' })
    expect(await workspace.run(['fake', '--state', FILE, '--', 'no-such-program'])).toMatchObject({
      code: 127,
    })
  })

  test('a file that could not be written makes a failure of a success', async () => {
    const workspace = await createWorkspace()
    const script = (exit: number) =>
      `printf one | ${us} env set A --yes; rm ${FILE}; mkdir ${FILE}; exit ${exit}`
    const result = await workspace.run(['fake', '--state', FILE, '--', 'sh', '-c', script(0)])
    expect(result).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`not saved any more: ${FILE} is a folder`),
    })
    await rm(join(workspace.folder, FILE), { recursive: true })
    expect(await workspace.run(['fake', '--state', FILE, '--', 'sh', '-c', script(7)])).toMatchObject({
      code: 7,
    })
  })
})

describe('a file that can be written no longer', () => {
  test('is told of once, the fake goes on, and ends with 1', async () => {
    const workspace = await createWorkspace()
    const folder = join(workspace.folder, 'data')
    await mkdir(folder)
    const { client, stderr: said, stop } = await started(workspace, '--state', 'data/fake.json')
    await rm(folder, { recursive: true })
    await client.env.set({ A: 'one' })
    await once(said, 'data')
    await client.env.set({ B: 'two' })
    expect(await client.env.list()).toHaveLength(2)
    const { code, stderr } = await stop()
    expect(code).toBe(1)
    expect(stderr.match(/not saved any more: data\/fake.json can't be written \(ENOENT\)/g)).toHaveLength(1)
  })

  test('is written again once it can be', async () => {
    const workspace = await createWorkspace()
    const folder = join(workspace.folder, 'data')
    await mkdir(folder)
    const { client, stderr: said, stop } = await started(workspace, '--state', 'data/fake.json')
    await rename(folder, `${folder}-away`)
    await client.env.set({ A: 'one' })
    await once(said, 'data')
    await rename(`${folder}-away`, folder)
    expect(await stop()).toMatchObject({ code: 0 })
    expect(await workspace.read('data/fake.json')).toContain('"A": "one"')
  })
})

test('a file that a second fake, or somebody, changed meanwhile is left as it is', async () => {
  const workspace = await createWorkspace()
  const first = await started(workspace)
  const second = await started(workspace)
  await second.client.env.set({ A: 'second' })
  expect(await second.stop()).toMatchObject({ code: 0 })
  await first.client.env.set({ A: 'first' })
  expect(await first.stop()).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`${FILE} was changed by another program, perhaps a second fake`),
  })
  expect(await variablesIn(workspace)).toEqual({ A: 'second' })
})

describe('in a checkout', () => {
  test('a file that git would take is refused before the fake starts, unless --unignored says so', async () => {
    const workspace = await createWorkspace()
    const project = join(workspace.folder, 'project')
    await createRepository(project)
    const fake = (...more: string[]) => ['fake', '--state', `project/${FILE}`, ...more, '--', 'true']
    expect(await workspace.run(fake())).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(`git does not ignore project/${FILE}`),
    })
    expect(takenBy(project)).toEqual(['README'])
    expect(await workspace.run(fake('--unignored'))).toMatchObject({ code: 0 })
    expect(await workspace.run(fake())).toMatchObject({ code: 4 })
    await rm(join(project, FILE))
    await workspace.write('project/.gitignore', `/${FILE}\n`)
    expect(await workspace.run(fake())).toMatchObject({ code: 0 })
    expect(takenBy(project)).toEqual(['.gitignore', 'README'])
  })
})

describe('is refused, with exit code and reason, and left as it is', () => {
  const state = stringifyState(createFakeDeployment({ environmentVariables: { A: 'sekret' } }).state)
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  test.each([
    ['an empty file', '', 'is not JSON: it is empty'],
    ['a broken file', state.replace('"keys"', 'keys'), 'is not JSON'],
    ['a file that was cut', state.slice(0, -3), 'is not JSON'],
    ['another JSON', '{"name":"app"}', 'version is missing: this is no state of a fake'],
    [
      'a JSON that is no object',
      '[]',
      "can't be loaded as the state of a fake, and is left as it is: the whole is not an object",
    ],
    ['another version', state.replace('"version": 1', '"version": 2'), 'version is not 1'],
    [
      'an edit that is wrong',
      state.replace('"A": "sekret"', '"A": ["sekret"]'),
      'environmentVariables.A is not a text',
    ],
    ['a text that is not UTF-8', Buffer.from([0xff, 0x7b]), 'it is not UTF-8'],
    [
      'a text that nests too deep',
      state.replace(
        '"syncs": []',
        `"syncs": [{ "syncId": "a", "lastUpdated": 0, "status": { "a": ${deep} } }]`,
      ),
      'it nests too deep',
    ],
  ])('%s', async (_, content, reason) => {
    const workspace = await createWorkspace()
    await workspace.write(FILE, content)
    const { code, stdout, stderr } = await workspace.run(['fake', '--state', FILE])
    expect({ code, stdout, stderr }).toEqual({
      code: 64,
      stdout: '',
      stderr: expect.stringContaining(reason),
    })
    expect(stderr).not.toContain('sekret')
    expect(await workspace.read(FILE)).toBe(content.toString())
  })

  test('a folder, a pipe, a link, and a file in no folder', async () => {
    const { folder, run } = await createWorkspace()
    await mkdir(join(folder, 'folder'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    await symlink('nowhere', join(folder, 'link'))
    const refusal = async (file: string) => (await run(['fake', '--state', file])).stderr
    expect(await refusal('folder')).toBe(
      'Error: folder is a folder, and only a regular file is written to.\n',
    )
    expect(await refusal('pipe')).toContain('pipe is a pipe')
    expect(await refusal('link')).toContain('link is a symbolic link')
    expect(await refusal('none/fake.json')).toBe("Error: none/fake.json can't be written (ENOENT).\n")
  })

  test.each([
    [
      ['--name', 'tall-fox-9'],
      'fake.json holds a deployment named "happy-otter-123": leave out --name, or name another file.',
    ],
    [
      ['--type', 'prod'],
      'fake.json holds a deployment of the type dev: leave out --type, or name another file.',
    ],
    [
      ['--self-hosted'],
      'fake.json holds a deployment of the cloud: leave out --self-hosted, or name another file.',
    ],
  ])('a state beside %j, which says otherwise', async (flags, message) => {
    const workspace = await createWorkspace()
    await workspace.write(FILE, state)
    expect(await workspace.run(['fake', '--state', FILE, ...flags])).toMatchObject({
      code: 64,
      stderr: `Error: ${message}\n`,
    })
    const same = ['--name', 'happy-otter-123', '--type', 'dev', '--', 'true']
    expect(await workspace.run(['fake', '--state', FILE, ...same])).toMatchObject({ code: 0 })
  })

  test('--unignored without a file', async () => {
    const { run } = await createWorkspace()
    expect(await run(['fake', '--unignored'])).toMatchObject({ code: 64 })
  })
})
