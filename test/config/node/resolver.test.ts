import { execFileSync } from 'node:child_process'
import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type DeclaredSource, resolveConfig } from '../../../src/config/index.js'
import { createResolver, type ResolverOptions } from '../../../src/config/node/index.js'
import { failureOf } from '../../support/settling.js'
import { MARK, program, stubs } from './stubs.js'

type Environment = Awaited<ReturnType<typeof stubs>>

function resolverOf(
  { folder, environment }: Environment,
  source: DeclaredSource,
  options: Partial<ResolverOptions> = {},
) {
  const ran: string[] = []
  const onRun = (argv: readonly string[]) => void ran.push(argv.join(' '))
  return {
    ran,
    ...createResolver({ folder, environment, sources: { s: source }, allowExec: true, onRun, ...options }),
  }
}

async function messageOf(call: Promise<unknown>): Promise<string> {
  const error = await failureOf(call)
  expect(error).toMatchObject({ name: 'InvalidInputError', outcome: 'not-sent' })
  expect(inspect(error, { showHidden: true })).not.toContain(MARK)
  return (error as Error).message
}

describe('the program of a source', () => {
  test('runs once, in the folder, and its JSON is read', async () => {
    const made = await stubs()
    const exec = ['doppler', 'secrets', 'download', '--format', 'json']
    const { ran, resolve } = resolverOf(made, { exec, env: ['DOPPLER_TOKEN'] })
    const read = (name: string) => resolve({ from: 's', name })
    expect(await Promise.all(['STRIPE_KEY', 'AXIOM_KEY'].map(read))).toEqual([
      `sk_${MARK}_3`,
      `xaat-${MARK}-4`,
    ])
    expect(ran).toEqual([exec.join(' ')])
    expect((await readFile(join(made.folder, 'ran'), 'utf8')).trim().split('\n')).toHaveLength(1)
    expect(await messageOf(read('NOT_THERE'))).toBe('"NOT_THERE" of the source s is not there.')
    expect(await messageOf(read('PORT'))).toBe(
      '"PORT" of the source s is a number, and must be a string: quote it.',
    )
    expect(await messageOf(read('NESTED'))).toContain('is nested: let the source print a flat object')
    expect(await messageOf(read('NONE'))).toContain('is null, and must be a string')
  })

  test('may print .env, which is taken as a whole', async () => {
    const { readSource } = resolverOf(await stubs(), { exec: ['infisical'] })
    expect(Object.fromEntries(await readSource('s'))).toEqual({
      STRIPE_KEY: `sk_${MARK}_3`,
      OTHER: `${MARK} two words`,
    })
  })

  test.each<[string, readonly string[], string | RegExp]>([
    ['prints what no variable can have', ['doppler'], 'PORT of the source s is a number'],
    [
      'asks on the terminal',
      ['op'],
      /^The source s runs op, which failed with the exit code \d+, and said on stderr/,
    ],
    ['reads its input', ['reads'], 'failed with the exit code 7, and said on stderr: no input.'],
    [
      'fails',
      ['aws'],
      'which failed with the exit code 255, and said on stderr: fatal: token … of … expired at ….',
    ],
    ['prints nothing', ['empty'], 'The source s has no variables.'],
    ['prints a page', ['page'], 'The source s is ambiguous: line 1: The line sets nothing'],
    ['prints a list', ['array'], /is ambiguous|not a JSON object/],
    ['prints a name twice', ['twice'], 'The source s has A more than once.'],
    ['prints another encoding', ['latin'], 'printed what is not UTF-8'],
    ['prints without end', ['flood'], 'printed more than a mebibyte'],
    [
      'is not installed',
      ['no-such-program'],
      'runs "no-such-program", which is in no absolute folder of PATH',
    ],
    ['is not there', ['./none.sh'], 'cannot be run (ENOENT)'],
  ])('that %s is refused, and shows no secret', async (_, exec, message) => {
    const { readSource } = resolverOf(await stubs(), { exec, env: ['DOPPLER_TOKEN'] })
    const said = await messageOf(readSource('s'))
    if (typeof message === 'string') expect(said).toContain(message)
    else expect(said).toMatch(message)
  })

  test('that is refused a login says so without the token', async () => {
    const made = await stubs()
    made.environment.DOPPLER_TOKEN = `dp.st.${MARK}-wrong`
    const { readSource } = resolverOf(made, { exec: ['doppler'], env: ['DOPPLER_TOKEN'] })
    expect(await messageOf(readSource('s'))).toContain('said on stderr: Doppler Error: Invalid Auth token ….')
  })

  test('that takes too long is ended, with what it has started', async () => {
    const made = await stubs()
    await program(made.folder, 'slow.sh', 'sleep 987654 & echo $! > child; wait')
    const { readSource } = resolverOf(made, { exec: ['./slow.sh'] }, { timeout: 300 })
    expect(await messageOf(readSource('s'))).toContain('took longer than 0.3 s')
    const child = Number(await readFile(join(made.folder, 'child'), 'utf8'))
    await expect.poll(() => isRunning(child)).toBe(false)
  })

  test('is ended by the signal, whose reason is thrown', async () => {
    const controller = new AbortController()
    const onRun = () => void setImmediate(() => controller.abort(new Error('enough')))
    const { readSource } = resolverOf(
      await stubs(),
      { exec: ['vault'] },
      { signal: controller.signal, onRun },
    )
    await expect(readSource('s')).rejects.toThrow('enough')
  })

  test('gets few variables, those that are listed, and none of Convex', async () => {
    const made = await stubs()
    Object.assign(made.environment, { AWS_SECRET: 'x', CONVEX_URL: 'x', LISTED: 'yes', LANG: 'C' })
    const { readSource } = resolverOf(made, {
      exec: ['environment'],
      env: ['LISTED', 'CONVEX_URL', 'ABSENT'],
    })
    const names = [...(await readSource('s')).keys()]
    expect(names.filter(name => !/^GOT_(?:_|PWD|SHLVL|OLDPWD)$/.test(name)).sort()).toEqual([
      'GOT_HOME',
      'GOT_LANG',
      'GOT_LISTED',
      'GOT_PATH',
    ])
  })

  test.each([
    ['CONVEX_DEPLOY_KEY', 'x'],
    ['MY_CONVEX_DEPLOY_KEY', 'x'],
    ['HIDDEN', 'prod:happy-otter-123|eyJ2MiI6ImFiY2RlZiJ9'],
  ])('is not run if it lists %s, which holds a key of Convex', async (name, value) => {
    const made = await stubs()
    Object.assign(made.environment, { [name]: value })
    const { ran, readSource } = resolverOf(made, { exec: ['doppler'], env: ['DOPPLER_TOKEN', name] })
    expect(await messageOf(readSource('s'))).toContain('holds a key of Convex')
    expect(ran).toEqual([])
    expect(await failureOf(stat(join(made.folder, 'ran')))).toBeInstanceOf(Error)
  })

  test('does not run unless that is allowed', async () => {
    const made = await stubs()
    for (const allowExec of [undefined, false, 'yes' as never]) {
      const { ran, readSource, resolve } = resolverOf(
        made,
        { exec: ['doppler'], env: ['DOPPLER_TOKEN'] },
        { allowExec },
      )
      const message = 'The source s runs the program "doppler": pass `allowExec` to allow it.'
      expect(await messageOf(readSource('s'))).toBe(message)
      expect(await messageOf(resolve({ from: 's', name: 'A' }))).toBe(message)
      expect(ran).toEqual([])
    }
    expect(await failureOf(stat(join(made.folder, 'ran')))).toBeInstanceOf(Error)
  })

  test('is not taken from a relative folder of PATH, nor by a shell', async () => {
    const made = await stubs()
    await program(made.folder, 'planted', 'echo A=planted')
    made.environment.PATH = `.:${made.environment.PATH}`
    for (const exec of [['planted'], ['planted; echo A=1'], ['doppler; touch ran']])
      expect(await messageOf(resolverOf(made, { exec }).readSource('s'))).toContain(
        'which is in no absolute folder of PATH',
      )
    const { readSource } = resolverOf(made, { exec: ['./planted'] })
    expect(Object.fromEntries(await readSource('s'))).toEqual({ A: 'planted' })
  })
})

describe('a file', () => {
  test('is read to the byte, without its byte order mark', async () => {
    const { resolve } = resolverOf(await stubs({ 'tls.pem': '\ufeff line \r\n\n' }), { file: '.env' })
    expect(await resolve({ file: './tls.pem' })).toBe(' line \r\n\n')
  })

  test('of a source is .env, or JSON by its name', async () => {
    const made = await stubs({
      '.env': 'A=1\nB="2"\n',
      'a.json': '{"A":"1"}',
      'bad.env': `A=${MARK}#1\nA=2\n`,
    })
    const read = async (file: string) => Object.fromEntries(await resolverOf(made, { file }).readSource('s'))
    expect(await read('.env')).toEqual({ A: '1', B: '2' })
    expect(await read('a.json')).toEqual({ A: '1' })
    const message = await messageOf(read('bad.env'))
    expect(message).toMatch(/^The source s \(bad\.env\) is ambiguous: line 1 \(A\): .*; line 2 \(A\): /)
  })

  test('outside of the folder is refused, by its path and by a link', async () => {
    const made = await stubs({ inside: 'x' })
    await mkdir(join(made.folder, 'deep'))
    await writeFile(join(made.root, 'outside'), MARK)
    await symlink(join(made.root, 'outside'), join(made.folder, 'link'))
    await symlink('../..', join(made.folder, 'deep', 'up'))
    await symlink('inside', join(made.folder, 'good'))
    await symlink('circle', join(made.folder, 'circle'))
    const { resolve } = resolverOf(made, { file: '../outside' })
    const read = (file: string) => resolve({ file })
    for (const file of [
      '../outside',
      join(made.root, 'outside'),
      'link',
      'deep/up/outside',
      '..',
      '.',
      '/dev/zero',
    ])
      expect(await messageOf(read(file))).toMatch(/is outside of the folder of the config|it is a folder/)
    expect(await read('good')).toBe('x')
    expect(await read(join(made.folder, 'inside'))).toBe('x')
    expect(await messageOf(read('circle'))).toContain('its links lead in a circle')
    expect(await messageOf(resolverOf(made, { file: '../outside' }).readSource('s'))).toContain('is outside')
  })

  test('that is none, is too long or has another encoding is refused', async () => {
    const made = await stubs({ long: 'x'.repeat(1024 * 1024 + 1), most: 'x'.repeat(1024 * 1024) })
    execFileSync('mkfifo', [join(made.folder, 'pipe')])
    await mkdir(join(made.folder, 'sub'))
    await writeFile(join(made.folder, 'latin'), Buffer.from([0xe9]))
    const { resolve } = resolverOf(made, { file: 'x' })
    const read = (file: string) => messageOf(resolve({ file }))
    expect(await read('pipe')).toBe('pipe cannot be read: it is not a file.')
    expect(await read('sub')).toContain('it is not a file')
    expect(await read('latin')).toContain('it is not UTF-8')
    expect(await read('long')).toContain('it is longer than a mebibyte')
    expect(await read('none')).toContain('there is no such file')
    expect(await resolve({ file: 'most' })).toHaveLength(1024 * 1024)
  })
})

describe('a variable of the environment', () => {
  test.each([
    ['CONVEX_DEPLOY_KEY', 'holds a key of Convex'],
    ['CONVEX_PROD_ACCESS_TOKEN', 'holds a key of Convex'],
    ['CONVEX_SELF_HOSTED_ADMIN_KEY', 'holds a key of Convex'],
    ['ABSENT', '"ABSENT" is not set in the environment.'],
    ['constructor', 'is not set'],
    ['__proto__', 'is not set'],
  ])('%s is refused', async (name, message) => {
    const made = await stubs()
    Object.assign(made.environment, { CONVEX_DEPLOY_KEY: MARK, CONVEX_PROD_ACCESS_TOKEN: MARK })
    expect(await messageOf(resolverOf(made, { file: 'x' }).resolve({ env: name }))).toContain(message)
  })
})

test('a config is resolved by the functions of a resolver, and says all that is missing', async () => {
  const { folder, environment } = await stubs({ '.env': 'LEVEL=info\n' })
  const sources = { app: { file: '.env' }, vault: { exec: ['doppler'], env: ['DOPPLER_TOKEN'] } }
  const resolver = createResolver({ folder, environment, sources, allowExec: true })
  const declared = { sources, environmentFrom: ['app'], environment: { STRIPE_KEY: { from: 'vault' } } }
  const { config } = await resolveConfig(declared, resolver)
  expect(config.environment).toEqual(
    new Map([
      ['LEVEL', 'info'],
      ['STRIPE_KEY', `sk_${MARK}_3`],
    ]),
  )
  const more = { ...declared.environment, A: { env: 'NONE' }, B: { file: '../x' }, C: { from: 'vault' } }
  const message = await messageOf(resolveConfig({ ...declared, environment: more }, resolver))
  expect(message).toContain('3 references cannot be resolved: `environment.A`: "NONE" is not set')
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
