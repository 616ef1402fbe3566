import { once } from 'node:events'
import { symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createDeploymentClient } from '../../../src/index.js'
import { COMMAND, ended } from '../support/run.js'
import { PASSED, sentEach, TRAPPING } from '../support/trapping.js'
import { createWorkspace } from '../support/workspace.js'

/** Starts `fake` in the background, and waits until it has printed its address. */
async function started(...args: string[]) {
  const workspace = await createWorkspace()
  const child = workspace.start(['fake', ...args])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [printed] = await once(child.stdout.setEncoding('utf8'), 'data')
  return { ...workspace, child, end: ended(child), printed: String(printed) }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'fake prints a file for --credentials, and serves it until %s',
  async signal => {
    const { child, end, printed, write, run } = await started('--name', 'tall-fox-9')
    await write('.env.fake', printed)
    const set = await run(
      ['env', 'set', 'A', '--credentials', '.env.fake', '--yes', '--expect', 'local'],
      'one',
    )
    expect(set.code).toBe(0)
    expect(await run(['env', 'get', 'A', '--credentials', '.env.fake'])).toMatchObject({
      code: 0,
      stdout: 'one',
    })
    expect(await run(['info', '--json', '--credentials', '.env.fake'])).toMatchObject({
      stdout: expect.stringContaining('"deploymentType": "dev"'),
    })
    child.kill(signal)
    expect(await end).toMatchObject({ code: 0, signal: null })
  },
)

test('fake prints one object with --json, and has the type and the port that it is given', async () => {
  const { begin, run } = await createWorkspace()
  const { stdout, kill, end } = begin(['fake', '--json', '--type', 'prod'])
  const [printed] = await once(stdout, 'data')
  const { deployment, key } = JSON.parse(printed)
  const { url } = deployment
  expect(await createDeploymentClient({ url, token: key }).info()).toMatchObject({ deploymentType: 'prod' })
  const taken = await run(['fake', '--port', new URL(url).port, '--json'])
  expect(taken.code).toBe(1)
  expect(taken.json()).toMatchObject({
    error: {
      message: `Port ${new URL(url).port} can't be listened on (EADDRINUSE). Another program has it: leave out --port for a free one.`,
    },
  })
  kill('SIGINT')
  expect(await end).toMatchObject({ code: 0 })
})

test('fake refuses an unknown type, and a port or a name that cannot be', async () => {
  const { run } = await createWorkspace()
  for (const wrong of [
    ['--type', 'otter'],
    ['--port', 'otter'],
    ['--port', '65536'],
    ['--name', 'No Name'],
  ]) {
    expect(await run(['fake', ...wrong])).toMatchObject({ code: 64, stdout: '' })
  }
})

test('fake ends if it is asked to before it listens, and starts no command', async () => {
  const { runInterrupted, files } = await createWorkspace()
  expect(await runInterrupted(['fake'])).toMatchObject({ code: 0 })
  expect(await runInterrupted(['fake', '--', 'touch', 'started'])).toMatchObject({ code: 130 })
  expect(await files('.')).toEqual([])
})

describe('fake -- COMMAND', () => {
  /** The command as a word of a shell's script. */
  const us = `"${process.execPath}" "${COMMAND}"`

  test('starts the command when the fake listens, and prints nothing in its place', async () => {
    const { run, write } = await createWorkspace()
    await write('app.env', 'LOG_LEVEL=info\n')
    const script = `${us} env plan app.env && ${us} env apply app.env --yes 2>/dev/null && ${us} env get LOG_LEVEL`
    const { code, stdout, stderr } = await run(['fake', '--', 'sh', '-c', script])
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\+ LOG_LEVEL[\s\S]*info$/),
    })
    expect(stderr).toMatch(/^A fake deployment in memory, at http:\/\/127\.0\.0\.1:\d+: /)
  })

  test("stdin, words and exit code are the command's own, and the fake ends with it", async () => {
    const { run } = await createWorkspace()
    const script = 'read line; echo "$line $1 $CONVEX_SELF_HOSTED_URL"; exit 7'
    const { code, stdout } = await run(['fake', '--', 'sh', '-c', script, 'sh', '--json'], 'hello\n')
    const [, greeting, url = ''] = /^(hello --json) (http.*)\n$/.exec(stdout) ?? []
    expect({ code, greeting }).toEqual({ code: 7, greeting: 'hello --json' })
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  })

  test("the command gets the fake's key, and no other of Convex", async () => {
    const { run, environment } = await createWorkspace({
      CONVEX_DEPLOY_KEY: 'prod:calm-fox-4|secret',
      CONVEX_DEPLOYMENT: 'dev:calm-fox-4',
      CONVEX_ACCESS_TOKEN: 'secret',
      CONVEX_SELF_HOSTED_URL: 'https://convex.example.com',
      CUSTOMER_KEY: 'prod:calm-fox-4|secret',
    })
    const { stdout, stderr } = await run(['fake', '--name', 'tall-fox-9', '--', 'env'])
    expect(stdout).not.toContain('secret')
    expect(stdout).toMatch(/^CONVEX_SELF_HOSTED_URL=http:\/\/127\.0\.0\.1:\d+$/m)
    expect(stdout).toMatch(/^CONVEX_SELF_HOSTED_ADMIN_KEY=dev:tall-fox-9\|[0-9a-f]+$/m)
    expect(stdout).toContain(`PATH=${environment.PATH}\n`)
    expect(stderr).toContain(
      'Not handed over, as keys or addresses of Convex: CONVEX_ACCESS_TOKEN, CUSTOMER_KEY.',
    )
  })

  test('the command gets no key and no address of a deployment in any other form', async () => {
    const reaching = {
      KEYS_JSON: '{"prod":"prod:calm-fox-4|secret"}',
      KEYS_ESCAPED: '{"prod":"prod\\u003acalm-fox-4\\u007csecret"}',
      LINK: 'https://h.example/?key=prod%3Acalm-fox-4%7Csecret',
      LINK_IN_LINK: 'https://h.example/?to=%2F%3Fkey%3Dprod%253acalm-fox-4%257csecret',
      AUTH: 'Authorization: Convex prod:calm-fox-4|secret',
      PROJECT: 'key=project:team:app|eyJ2MiI6IjAxMjM0NTY3secretiJ9',
      SELF_HOSTED: `secret key=convex-self-hosted|01${'ab'.repeat(40)}`,
      BACKEND: 'https://calm-fox-4.convex.cloud/secret',
      REGIONAL: 'wss://CALM-FOX-4.EU-WEST-1.CONVEX.CLOUD:443/secret',
      ACTIONS: '{"url":"https://calm-fox-4.convex.site","secret":1}',
      IN_A_LINK: 'https://h.example/?url=https%3A%2F%2Fcalm-fox-4.convex.cloud&secret',
      CONVEX_URL: 'http://secret.example',
      VITE_CONVEX_URL: 'http://secret.example',
      NEXT_PUBLIC_CONVEX_URL: 'http://secret.example',
      NUXT_PUBLIC_CONVEX_SITE_URL: 'http://secret.example',
      CONVEX_CLOUD_URL: 'http://secret.example',
      CONVEX_PROVISION_HOST: 'http://secret.example',
    }
    const { run } = await createWorkspace(reaching)
    const { stdout, stderr } = await run(['fake', '--', 'env'])
    expect(stdout).not.toContain('secret')
    expect(stdout).toContain('CONVEX_SELF_HOSTED_URL=')
    expect(stderr).toContain(
      `Not handed over, as keys or addresses of Convex: ${Object.keys(reaching).join(', ')}.`,
    )
  })

  test('the command gets ordinary values, with a bar or about Convex', async () => {
    const ordinary = {
      COLUMNS_OF: 'a|b|c',
      ROUTES: 'see dev:api|prod:web',
      LEVELS: '{"team":"team:payments|oncall"}',
      PATTERN: '^(?:prod|dev):[a-z]+|x$',
      HASH: 'x=main|da39a3ee5e6b4b0d3255bfef95601890afd80709',
      DOCS: 'https://docs.convex.dev/x?y=100%',
      HOME_OF: 'https://convex.cloud',
      OTHER: 'https://a.convex.cloud.example.com',
      MY_URL: 'http://127.0.0.1:3210',
    }
    const { run } = await createWorkspace(ordinary)
    const { stdout, stderr } = await run(['fake', '--', 'env'])
    for (const [name, value] of Object.entries(ordinary)) expect(stdout).toContain(`${name}=${value}\n`)
    expect(stderr).not.toContain('Not handed over')
  })

  test("Convex's own command reaches the fake from a project whose .env.local has a key of production", async () => {
    const { run, write, folder } = await createWorkspace({ CI: '1' })
    await write('package.json', '{ "name": "app", "dependencies": { "convex": "1.48.0" } }')
    await symlink(resolve('node_modules'), join(folder, 'node_modules'))
    await write('.env.local', 'CONVEX_DEPLOY_KEY=prod:calm-fox-4|secret\nCONVEX_DEPLOYMENT=dev:calm-fox-4\n')
    const script = `"${process.execPath}" node_modules/convex/bin/main.js env set A one && ${us} env get A`
    expect(await run(['fake', '--', 'sh', '-c', script])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/one$/),
    })
  })

  test('--type prod is guarded as production is', async () => {
    const { run, write } = await createWorkspace()
    await write('app.env', 'A=1\n')
    const apply = [process.execPath, COMMAND, 'env', 'apply', 'app.env']
    const refused = await run(['fake', '--type', 'prod', '--', ...apply, '--yes'])
    expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('which is production') })
    expect(await run(['fake', '--', ...apply, '--yes'])).toMatchObject({ code: 0 })
  })

  test('a program that does not exist exits 127, and one that cannot be run 126', async () => {
    const { run, write } = await createWorkspace()
    await write('text', '')
    expect(await run(['fake', '--', 'no-such-program'])).toMatchObject({ code: 127 })
    expect(await run(['fake', '--', './text'])).toMatchObject({ code: 126 })
  })

  test('passes signals on to the command, whose exit code counts', async () => {
    const { start } = await createWorkspace()
    const child = start(['fake', '--', ...TRAPPING])
    expect(await sentEach(child)).toMatchObject({ code: 9, stdout: `ready\n${PASSED.join('\n')}\n` })
  })

  test('dies by the signal that ends the command', async () => {
    const { runProcess } = await createWorkspace()
    const died = await runProcess(['fake', '--', 'sh', '-c', 'kill -KILL $$'])
    expect(died).toMatchObject({ signal: 'SIGKILL' })
  })
})
