import { describe, expect, test } from 'vitest'
import { cloudRoutes, createWorkspace, serveFake, workspaceWithFake } from './support/workspace.js'

const SECRETS = { B_PEM: '-----BEGIN\nsekret\n', A_KEY: "sekret's $VALUE" }

describe('env list', () => {
  test('prints names, and no value', async () => {
    const { host, run } = await workspaceWithFake({ environmentVariables: SECRETS })
    const [plain, json] = await Promise.all([run(['env', 'list']), run(['env', 'list', '--json'])])
    expect(plain.stdout).toBe('A_KEY\nB_PEM\n')
    expect(json.json()).toMatchObject({
      deployment: { name: host, type: 'local' },
      variables: [
        { name: 'A_KEY', bytes: 15 },
        { name: 'B_PEM', bytes: 18 },
      ],
    })
    for (const { stdout, stderr } of [plain, json]) expect(stdout + stderr).not.toContain('sekret')
  })

  test('prints with --show-values a file that reads back', async () => {
    const { fake, run, write } = await workspaceWithFake({ environmentVariables: SECRETS })
    const { stdout } = await run(['env', 'list', '--show-values', '--except', 'C*'])
    await write('again.env', stdout)
    fake.state.environmentVariables.clear()
    await run(['env', 'apply', 'again.env', '--yes'])
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual(SECRETS)
    const json = await run(['env', 'list', '--show-values', '--format', 'json', '--only', 'A*'])
    expect(json.json()).toEqual({ A_KEY: SECRETS.A_KEY })
    const refused = await run(['env', 'list', '--show-values', '--format', 'docker'])
    expect(refused).toMatchObject({ code: 4, stdout: '' })
    expect(refused.stderr).toContain('B_PEM')
    expect(refused.stderr).not.toContain('sekret')
  })

  test.each([
    ['--format', 'json'],
    ['--allow', 'PATH'],
    ['--json', '--format', 'json'],
  ])('prints no names for a flag about values: %s', async (...flags) => {
    const { fake, run } = await workspaceWithFake({ environmentVariables: SECRETS })
    const { code, stderr } = await run(['env', 'list', ...flags])
    expect(code).toBe(64)
    expect(stderr).toContain('--format and --allow go with --show-values.')
    expect(fake.requests).toEqual([])
  })
})

describe('env get', () => {
  test('prints the value to the byte, with a line break at the end only on a terminal', async () => {
    const { run, onScreen } = await workspaceWithFake({
      environmentVariables: { A: 'é\u0000 sekret', B: 'b\n' },
    })
    expect((await run(['env', 'get', 'A'])).stdout).toBe('é\u0000 sekret')
    expect((await run(['env', 'get', 'B'])).stdout).toBe('b\n')
    expect((await run(['env', 'get', 'A', '--json'])).json()).toMatchObject({
      variable: { name: 'A', bytes: 10, value: 'é\u0000 sekret' },
    })
    expect((await onScreen(['env', 'get', 'A'])).screen).toMatch(/\né\\u0000 sekret\n$/)
  })

  test('exits 5 if there is no variable with that name', async () => {
    const { host, run } = await workspaceWithFake({ environmentVariables: { A: '1' } })
    const { code, stdout, stderr } = await run(['env', 'get', 'toString'])
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' })
    expect(stderr).toContain(`Error: ${host} has no variable toString.\n`)
  })
})

describe('env set', () => {
  const set = ['env', 'set', 'A', '--yes']

  test.each([
    ['a line', 'value\n', 'value'],
    ['a line that ends with CRLF', 'value\r\n', 'value'],
    ['a text without a line break', 'value', 'value'],
    ['several lines', 'one\ntwo\n', 'one\ntwo\n'],
    ['white space', ' value\t\n', ' value\t'],
  ])('takes what is piped in: the line break at the end of %s is left out', async (_, input, value) => {
    const { fake, run } = await workspaceWithFake()
    const { code, stderr } = await run(set, input)
    expect(code).toBe(0)
    expect(fake.state.environmentVariables.get('A')).toBe(value)
    expect(stderr.includes('The line break at the end is left out.')).toBe(value !== input)
  })

  test('takes a file to the byte, and only text', async () => {
    const { fake, run, write } = await workspaceWithFake()
    await write('value.txt', 'one\r\ntwo\n')
    await write('binary', Buffer.from([0x61, 0xff]))
    expect(await run([...set, '--from-file', 'value.txt'])).toMatchObject({ code: 0 })
    expect(fake.state.environmentVariables.get('A')).toBe('one\r\ntwo\n')
    for (const flags of [
      ['--from-file', 'binary'],
      ['--from-file', 'absent'],
      ['--from-file', 'value.txt', '--from-env'],
    ]) {
      const { code, stderr } = await run([...set, ...flags])
      expect(code).toBe(64)
      expect(stderr).toContain('Nothing was written.')
    }
    expect(await run(set, Buffer.from([0x61, 0xff]))).toMatchObject({ code: 64 })
  })

  test('takes values from the environment, by their own names or another one', async () => {
    const { fake, environment, run } = await workspaceWithFake()
    Object.assign(environment, { A: 'sekret a', B: 'sekret b', BLANK: '' })
    const { code, stdout, stderr } = await run(['env', 'set', 'A', 'B', '--from-env', '--yes', '--json'])
    expect(code).toBe(0)
    expect(stdout + stderr).not.toContain('sekret')
    expect(await run(['env', 'set', 'C', '--from-env', 'A', '--yes'])).toMatchObject({ code: 0 })
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({
      A: 'sekret a',
      B: 'sekret b',
      C: 'sekret a',
    })
    const unset = await run(['env', 'set', 'A', 'UNSET', '--from-env', '--yes'])
    expect(unset.code).toBe(64)
    expect(unset.stderr).toContain('UNSET is not set in the environment. Nothing was written.')
    expect(await run(['env', 'set', 'A', 'B', '--from-env', 'C', '--yes'])).toMatchObject({ code: 64 })
    expect(await run(['env', 'set', 'BLANK', '--from-env', '--yes'])).toMatchObject({ code: 4 })
    expect(fake.state.environmentVariables.get('A')).toBe('sekret a')
  })

  test.each([
    [['API_KEY=sekret'], 'env set API_KEY'],
    [['API_KEY', 'c2VrcmV0sekret=='], 'env set API_KEY'],
    [['c2VrcmV0sekret=='], 'env set NAME'],
    [['API_KEY', '--', '-----BEGIN sekret-----'], 'env set API_KEY'],
  ])('refuses a value on the command line, and repeats nothing of it: %j', async (words, next) => {
    const { fake, run } = await workspaceWithFake()
    const { code, stdout, stderr, json } = await run(['env', 'set', '--yes', '--json', ...words])
    expect(code).toBe(64)
    expect(stdout + stderr).not.toContain('sekret')
    expect(json()).toMatchObject({
      next: ['', ' --from-env VARIABLE', ' --from-file FILE'].map(
        way => `convex-deployment ${next} --yes --json${way}`,
      ),
    })
    expect(fake.requests).toEqual([])
  })

  test.each([
    ['in a pipe', [], 'piped'],
    ['with a file', ['--from-file', 'value.txt'], ''],
    ['without reading', ['--blind'], 'piped'],
  ])(
    'takes no second word that may be the value, as in `convex env set NAME value`, %s',
    async (_, flags, input) => {
      const { fake, run, write } = await workspaceWithFake()
      await write('value.txt', 'value')
      for (const value of ['hunter2_sekret', 'Sekret', '0sekret', '_sekret']) {
        const words = ['env', 'set', 'API_KEY', value, '--yes', '--json', ...flags]
        const { code, stdout, stderr } = await run(words, input)
        expect(code).toBe(64)
        expect(stderr).toContain('take it from stdin, --from-env or --from-file')
        expect(stdout + stderr).not.toMatch(/sekret/i)
      }
      expect(fake.requests).toEqual([])
    },
  )

  test('takes a second name of any case from the environment', async () => {
    const { fake, environment, run } = await workspaceWithFake()
    Object.assign(environment, { A: '1', lower: '2' })
    expect(await run(['env', 'set', 'A', 'lower', '--from-env', '--yes'])).toMatchObject({ code: 0 })
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: '1', lower: '2' })
    const unset = await run(['env', 'set', 'A', 'hunter2sekret', '--from-env', '--yes'])
    expect(unset.code).toBe(64)
    expect(unset.stderr).not.toContain('sekret')
  })

  const begin = '-----BEGIN PRIVATE KEY-----'
  test.each([
    ['stdin', [], `${begin}\n`],
    ['stdin, of several lines', [], `${begin}\nMIIEvQIBADANBgkq\n`],
    ['the environment', ['--from-env'], ''],
    ['a file', ['--from-file', 'value.txt'], ''],
  ])('never stores the beginning of a PEM text without its end: from %s', async (_, flags, input) => {
    const { fake, environment, run, write } = await workspaceWithFake()
    environment.A = ` ${begin}`
    await write('value.txt', `${begin}\r\n`)
    const { code, stderr } = await run([...set, '--allow-placeholders', ...flags], input)
    expect(code).toBe(4)
    expect(stderr).toContain('convex-deployment env set A --yes --allow-placeholders --from-file FILE')
    expect(fake.state.environmentVariables.size).toBe(0)
    const whole = `${begin}\nMIIEvQIBADANBgkq\n-----END PRIVATE KEY-----\n`
    expect(await run(set, whole)).toMatchObject({ code: 0 })
    expect(fake.state.environmentVariables.get('A')).toBe(whole)
  })

  test('repeats nothing of a value in the place of a flag', async () => {
    const { run } = await workspaceWithFake()
    const { code, stdout, stderr } = await run(['env', 'set', 'A', '-----BEGIN KEY-----\nsekret', '--json'])
    expect(code).toBe(64)
    expect(stdout + stderr).not.toMatch(/sekret|BEGIN/)
  })

  test('accepts an empty value only with --allow-empty', async () => {
    const { fake, run } = await workspaceWithFake({ environmentVariables: { A: 'kept' } })
    for (const input of ['', '\n']) {
      const { code, stderr } = await run(set, input)
      expect(code).toBe(4)
      expect(stderr).toMatch(/A is empty.*Pass --allow-empty to/)
    }
    expect(fake.state.environmentVariables.get('A')).toBe('kept')
    expect(await run([...set, '--allow-empty'], '')).toMatchObject({ code: 0 })
    expect(fake.state.environmentVariables.get('A')).toBe('')
  })

  test('leaves a value as it is with --create-only', async () => {
    const { fake, run } = await workspaceWithFake({ environmentVariables: { A: 'kept' } })
    const { code, stderr } = await run([...set, '--create-only'], 'new')
    expect(code).toBe(0)
    expect(stderr).toContain('No changes.')
    expect(fake.state.environmentVariables.get('A')).toBe('kept')
  })
})

describe('env set of a deploy key', () => {
  const KEY = 'prod:calm-fox-4|sekret'

  test('is refused unless it is meant, as env apply refuses it', async () => {
    const { fake, run, runPrinted, environment, write } = await workspaceWithFake()
    environment.VALUE = KEY
    await write('app.env', `A=${KEY}\n`)
    for (const words of [
      ['env', 'set', 'A', '--from-env', 'VALUE', '--yes'],
      ['env', 'apply', 'app.env', '--yes'],
    ]) {
      const { code, stdout, stderr } = await run(words)
      expect(code).toBe(4)
      expect(stderr).toContain(
        'reads as a deploy key, which opens a deployment. Pass --allow-managed to allow it',
      )
      expect(stdout + stderr).not.toContain('sekret')
      expect(fake.state.environmentVariables.size).toBe(0)
    }
    expect(
      await runPrinted('convex-deployment env set A --from-env VALUE --yes --allow-managed'),
    ).toMatchObject({ code: 0 })
    expect(fake.state.environmentVariables.get('A')).toBe(KEY)
  })

  test('is let through for a variable that by its name holds one', async () => {
    const { fake, run } = await workspaceWithFake()
    const { code } = await run(['env', 'set', 'CONVEX_PROD_DEPLOY_KEY', '--yes'], KEY)
    expect(code).toBe(0)
    expect(fake.state.environmentVariables.get('CONVEX_PROD_DEPLOY_KEY')).toBe(KEY)
  })
})

describe('env unset', () => {
  test('removes nothing if one of the names does not exist, unless --missing-ok is given', async () => {
    const { fake, host, run } = await workspaceWithFake({ environmentVariables: { A: '1', B: '2', C: '3' } })
    const words = ['env', 'unset', 'A', 'B', 'GONE', '--yes', '--json']
    const { code, stderr, json, stdout } = await run(words)
    expect(code).toBe(5)
    expect(stderr).toContain(`Error: ${host} has no GONE. Nothing was written.`)
    expect(json()).toMatchObject({
      error: { missing: ['GONE'], exitCode: 5, written: 'nothing' },
      next: ['convex-deployment env unset A B GONE --yes --json --missing-ok'],
    })
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`)
    expect(fake.state.environmentVariables.size).toBe(3)
    expect(await run([...words, '--missing-ok'])).toMatchObject({ code: 0 })
    expect([...fake.state.environmentVariables.keys()]).toEqual(['C'])
    expect(fake.requests.filter(({ operation }) => operation === 'updateEnvironmentVariables')).toHaveLength(
      1,
    )
  })
})

test('--blind writes by a key that may not list', async () => {
  const { fake, environment, run, write } = await workspaceWithFake({
    environmentVariables: { A: 'old', B: 'old' },
  })
  fake.state.keys.push({ token: 'happy-otter-123|writer', permissions: ['deployment:env:write'] })
  environment.CONVEX_SELF_HOSTED_ADMIN_KEY = 'happy-otter-123|writer'
  await write('app.env', 'B=new\n')
  const seeing = await run(['env', 'set', 'A', '--yes', '--json'], 'new')
  expect(seeing.code).toBe(1)
  expect(seeing.json()).toMatchObject({ error: { code: 'OperationNotPermitted', written: 'nothing' } })
  const set = await run(['env', 'set', 'A', '--yes', '--blind'], 'new')
  expect(set.code).toBe(0)
  expect(set.stderr).toContain('Nothing was read, so what exists is overwritten.')
  expect(await run(['env', 'apply', 'app.env', '--yes', '--blind'])).toMatchObject({ code: 0 })
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: 'new', B: 'new' })
  const unset = await run(['env', 'unset', 'A', '--yes', '--blind'])
  expect(unset.code).toBe(0)
  expect(unset.stderr).toContain('Blind: nothing was read, so no backup is kept.')
  expect([...fake.state.environmentVariables.keys()]).toEqual(['B'])
  expect(await run(['env', 'apply', 'app.env', '--yes', '--blind', '--prune', '--only', '*'])).toMatchObject({
    code: 64,
  })
})

describe('env copy', () => {
  async function workspaceBetweenTwo() {
    const [otter, fox] = await Promise.all([
      serveFake({ environmentVariables: { A: 'sekret', B: 'same', CONVEX_URL: 'https://a.convex.cloud' } }),
      serveFake({
        name: 'calm-fox-4',
        deploymentType: 'prod',
        environmentVariables: { B: 'same', C: 'kept' },
      }),
    ])
    const workspace = await createWorkspace({
      ...cloudRoutes({ 'happy-otter-123': otter, 'calm-fox-4': fox }),
      OTTER_KEY: otter.token,
      FOX_KEY: fox.token,
    })
    return { otter, fox, ...workspace }
  }

  const FROM = ['env', 'copy', '--from', 'happy-otter-123', '--from-key', 'OTTER_KEY']
  const TO = ['--to', 'calm-fox-4', '--to-key', 'FOX_KEY']

  test('uses a key of its own for each deployment, and is guarded as every write', async () => {
    const { otter, fox, run } = await workspaceBetweenTwo()
    expect(await run([...FROM, ...TO, '--yes'])).toMatchObject({ code: 4 })
    expect(fox.state.environmentVariables.size).toBe(2)
    const { code, stdout, stderr } = await run([
      ...FROM,
      ...TO,
      '--confirm',
      'calm-fox-4',
      '--expect',
      'prod',
    ])
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr).toBe(
      'calm-fox-4 (prod, otter-pond) · key: FOX_KEY in the environment\n' +
        'from happy-otter-123 (dev) · key: OTTER_KEY in the environment\n' +
        '+ A  6 B\n' +
        '= 1 unchanged, 1 left alone\n' +
        "! CONVEX_URL is left out: Convex's own tools manage it\n" +
        'Plan: 1 to create, 0 to change, 0 to remove.\n' +
        'Applied 1 of 1 on calm-fox-4.\n',
    )
    expect(Object.fromEntries(fox.state.environmentVariables)).toEqual({ A: 'sekret', B: 'same', C: 'kept' })
    expect(otter.requests.map(({ operation }) => operation)).toContain('listEnvironmentVariables')
    expect(otter.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })

  test('needs both deployments, each with its own key', async () => {
    const { otter, fox, run } = await workspaceBetweenTwo()
    for (const words of [
      ['env', 'copy', ...TO],
      [...FROM, '--to', 'calm-fox-4'],
      [...FROM, '--to', 'calm-fox-4', '--to-key', 'OTTER_KEY'],
      ['env', 'copy', '--from', 'happy-otter-123', '--from-key', 'UNSET_KEY', ...TO],
    ]) {
      expect(await run(words)).toMatchObject({ code: 64, stdout: '' })
    }
    expect(
      [...otter.requests, ...fox.requests].filter(({ operation }) => operation !== 'getDeploymentInfo'),
    ).toEqual([])
  })
})
