/**
 * Variables of a deployment by which a program runs a command, each tried on the program itself: that it would obey, and that the
 * deployment's value reaches it by no way unless it is allowed by name.
 */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { appendFile, chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { whoObeys } from '../../src/cli/env/risky-names.js'
import { git } from './support/git.js'
import { FILES, OBEYED } from './support/obeyed.js'
import { workspaceWithFake } from './support/workspace.js'

const FORMATS = ['env', 'shell', 'docker']
const installed = Object.entries(OBEYED).filter(
  ([
    ,
    {
      program: [name = ''],
    },
  ]) => isInstalled(name),
)

/** Each program with one of the formats: which one makes no difference to the list of names. */
const tried = installed.map(
  ([name, given], index) => [name, given, FORMATS[index % FORMATS.length] ?? ''] as const,
)

/** The folder that the programs run in: each runs in a copy, as making it takes two processes. */
const original = await createCheckout()
afterAll(() => rm(original, { recursive: true, force: true }))

/** Makes a checkout with a change. */
async function createCheckout(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'obeyed-'))
  for (const [file, text] of Object.entries({ ...FILES, '.gitignore': 'pulled*\n' })) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  await chmod(join(folder, 'bin/innocent'), 0o755)
  git(folder, 'init', '--quiet', '--template=')
  git(folder, 'add', '--all')
  await appendFile(join(folder, 'Makefile'), '# changed\n')
  return folder
}

test.each(tried)(
  '%s: its program obeys, and is given it by no way unless that is allowed by name',
  async (_, { variables, program }, format) => {
    const { folder, environment, run } = await workspaceWithFake({ environmentVariables: variables })
    await cp(original, folder, { recursive: true })
    const canary = join(folder, 'canary')
    environment.CANARY = canary

    const refused = await run(['env', 'run', '--', ...program])
    expect({ code: refused.code, ran: existsSync(canary) }).toEqual({ code: 4, ran: false })
    for (const name of Object.keys(variables)) expect(refused.stderr).toContain(name)
    expect(await run(['env', 'pull', 'pulled', '--format', format])).toMatchObject({ code: 4 })
    expect(existsSync(join(folder, 'pulled'))).toBe(false)
    const listed = await run(['env', 'list', '--show-values', '--format', format])
    expect(listed).toMatchObject({ code: 4, stdout: '' })
    expect(await run(['env', 'pull', 'pulled.json', '--format', 'json'])).toMatchObject({ code: 0 })

    const allow = Object.keys(variables).flatMap(name => ['--allow', name])
    await run(['env', 'run', ...allow, '--', ...program])
    expect(existsSync(canary)).toBe(true)
  },
)

test('what a pulled file would do in node and in a shell happens only if it is allowed', async () => {
  const { NODE_OPTIONS = '' } = OBEYED['NODE_OPTIONS of node']?.variables ?? {}
  const environmentVariables = { NODE_OPTIONS, PATH: './bin:/usr/bin:/bin' }
  const { folder, run, write } = await workspaceWithFake({ environmentVariables })
  await write('bin/innocent', FILES['bin/innocent'])
  const readers = {
    // Some versions of Node obey it themselves, and every one hands it to its children.
    env: `"${process.execPath}" --env-file=pulled -e 'child_process.execFileSync(process.execPath, ["-e", "0"])'`,
    shell: 'chmod +x bin/*; . ./pulled; innocent',
  }
  for (const [format, script] of Object.entries(readers)) {
    const canary = join(folder, `canary-${format}`)
    const pull = (...flags: string[]) => run(['env', 'pull', 'pulled', '--format', format, ...flags])
    const read = () => {
      const env = { PATH: '/usr/bin:/bin', CANARY: canary }
      execFileSync('sh', ['-c', `(${script}) 2> /dev/null || true`], { cwd: folder, env })
      return existsSync(canary)
    }
    expect(await pull('--overwrite')).toMatchObject({ code: 4 })
    expect(await pull('--overwrite', '--except', 'NODE_OPTIONS,PATH')).toMatchObject({ code: 0 })
    expect(read()).toBe(false)
    expect(await pull('--overwrite', '--allow', 'NODE_OPTIONS,PATH')).toMatchObject({ code: 0 })
    expect(read()).toBe(true)
  }
})

test('merging writes no variable that programs obey unless it is allowed, and its refusal offers what goes on', async () => {
  const { run, runPrinted, write, read } = await workspaceWithFake({
    environmentVariables: { FINE: '1', LD_PRELOAD: './x.so' },
  })
  await write('app.env', 'OWN=1\n')
  const refused = await run(['env', 'pull', 'app.env', '--merge'])
  expect(refused).toMatchObject({ code: 4 })
  expect(await read('app.env')).toBe('OWN=1\n')
  const [without = '', by = ''] = refused.stderr.match(/convex-deployment env pull .*/g) ?? []
  expect(await runPrinted(without)).toMatchObject({ code: 0 })
  expect(await read('app.env')).toBe('OWN=1\nFINE=1\n')
  expect(await runPrinted(by)).toMatchObject({ code: 0 })
  expect(await read('app.env')).toContain('LD_PRELOAD=')
})

describe('programs obey', () => {
  const RISKY = `
    ENV BASH_ENV BASH_FUNC_ls PROMPT_COMMAND IFS PATH Path path SHELLOPTS LD_PRELOAD LD_AUDIT DYLD_INSERT_LIBRARIES GCONV_PATH
    NODE_OPTIONS NODE_PATH BUN_OPTIONS DENO_CERT npm_config_node_options NPM_CONFIG_REGISTRY npm_config_script_shell YARN_RC_FILENAME
    PNPM_HOME COREPACK_NPM_REGISTRY NODE_TLS_REJECT_UNAUTHORIZED NODE_EXTRA_CA_CERTS SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE
    REQUESTS_CA_BUNDLE AWS_CA_BUNDLE HTTPS_PROXY https_proxy ALL_PROXY no_proxy JDK_JAVA_OPTIONS _JAVA_OPTIONS JAVA_TOOL_OPTIONS
    CLASSPATH DOTNET_STARTUP_HOOKS CORECLR_PROFILER_PATH LUA_INIT_5_4 LUA_CPATH PHPRC PHP_INI_SCAN_DIR RUBYLIB PERL5DB GIT_SSH
    MAKEFLAGS EDITOR VISUAL GIT_PAGER PAGER BROWSER CONVEX_DEPLOY_KEY CONVEX_PROVISION_HOST CONVEX_OVERRIDE_ACCESS_TOKEN
    CONVEX_SELF_HOSTED_URL OPENSSL_CONF ComSpec PSModulePath`
  const FINE = `
    NODE_ENV DATABASE_URL STRIPE_SECRET_KEY GITHUB_TOKEN GITHUB_CLIENT_SECRET GIT_COMMIT_SHA LOG_LEVEL JWKS JWT_PRIVATE_KEY SITE_URL
    CONVEX_URL NEXT_PUBLIC_CONVEX_URL CONVEX_SITE_URL OPENAI_API_KEY SYSTEM_PROMPT AUTH_GOOGLE_ID GOOGLE_CLIENT_ID NPM_TOKEN MIXPANEL_TOKEN
    AWS_ACCESS_KEY_ID AWS_REGION DB_CA_CERT SENTRY_DSN PORT DEBUG LANGUAGE PHPSESSID APP_PATH BUNDLE_ID SSL_MODE PROXY_URL __proto__
    constructor TZ SHELLY_TOKEN UV_API_KEY VK_CLIENT_ID MONO_SECRET_KEY CLERK_JWT_ISSUER_DOMAIN`

  test.each(RISKY.trim().split(/\s+/))('%s', name => expect(whoObeys(name)).toBeDefined())
  test.each(FINE.trim().split(/\s+/))('not %s', name => expect(whoObeys(name)).toBeUndefined())

  // By these, programs only show or count something.
  const harmless = /^(?:FORCE_COLOR|NO_COLOR|TZ|UV_THREADPOOL_SIZE)$/

  test('every variable that node lists in its help', () => {
    const help = execFileSync(process.execPath, ['--help'], { encoding: 'utf8' })
    const [, listed = ''] = help.split('Environment variables:')
    const names = Array.from(listed.matchAll(/^([A-Z][A-Z0-9_]+)\b/gm), ([, name = '']) => name)
    expect(names).toContain('NODE_EXTRA_CA_CERTS')
    expect(names.filter(name => whoObeys(name) === undefined && !harmless.test(name))).toEqual([])
  })
})

function isInstalled(program: string): boolean {
  const folders = program.startsWith('/') ? ['/'] : (process.env.PATH ?? '').split(delimiter)
  return folders.some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
