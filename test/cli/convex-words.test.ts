import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createWorkspace, workspaceWithFake } from './support/workspace.js'

/** Returns the help of Convex's own command. */
function convexHelp(...words: readonly string[]): string {
  const program = resolve('node_modules/convex/bin/main.js')
  return execFileSync(process.execPath, [program, ...words, '--help'], { encoding: 'utf8' })
}

/** Returns the verbs that a help lists, also by their other names. */
function verbsIn(help: string): string[] {
  const [, list = ''] = help.split('Commands:\n')
  return [...list.matchAll(/^ {2}([a-z|-]+)/gm)].flatMap(([, names = '']) => names.split('|'))
}

function flagsIn(help: string): string[] {
  return [...new Set([...help.matchAll(/^ {2}(--[a-z-]+)/gm)].flatMap(([, flag]) => flag ?? []))]
}

describe("each verb of Convex's own command is one here, or says what it is called", () => {
  test.each([['env'], ['env default'], ['']])('convex %s', async group => {
    const { run } = await createWorkspace()
    const words = group.split(' ').filter(Boolean)
    const verbs = verbsIn(convexHelp(...words)).filter(verb => verb !== 'help')
    expect(verbs.length).toBeGreaterThan(4)
    for (const verb of verbs) {
      const { stdout, stderr } = await run([...words, verb, '--help'])
      if (stdout === '') expect(stderr).toMatch(/ is called `env|command of Convex's own/)
    }
  })
})

test("each flag of Convex's own is one here, or says how the same is done", async () => {
  const { run } = await createWorkspace()
  for (const verb of ['list', 'set']) {
    const flags = [...flagsIn(convexHelp('env', verb)), '--preview-name', '--deployment-name', '--admin-key']
    expect(flags.length).toBeGreaterThan(5)
    for (const flag of flags.filter(one => one !== '--version')) {
      const { stderr } = await run(['env', verb, 'NAME', flag])
      expect(stderr).not.toMatch(/^Error: Unknown option '[a-z-]*'\.(?: Nothing was written\.)?$/m)
    }
  }
})

test.each([
  ['env remove API_KEY', 'It is called `env unset` here.', 'convex-deployment env unset API_KEY'],
  ['unset API_KEY', 'It is called `env unset` here.', 'convex-deployment env unset API_KEY'],
  ['env get2', 'Unknown command', 'convex-deployment env --help'],
  ['drift', 'It is called `plan` here.', 'convex-deployment plan --exit-code'],
  ['env add API_KEY s3cr3t', 'It is called `env set` here.', 'convex-deployment env set API_KEY'],
  ['env add s3cr3t', 'It is called `env set` here.', 'convex-deployment env set NAME'],
  [
    'env set --from-file vars.env',
    'takes the whole file as one value',
    'convex-deployment env plan vars.env',
  ],
  // Without the flags, the line would be for another deployment.
  [
    'env set --from-file vars.env --deployment tall-fox-9 --yes',
    'takes the whole file as one value',
    'convex-deployment env plan vars.env --deployment tall-fox-9\n',
  ],
  ['env set --deployment tall-fox-9 --from-file', 'argument missing', 'convex-deployment env set --help'],
  [
    'env remove A --credentials prod.env --timeout 5',
    'It is called `env unset` here.',
    'convex-deployment env unset A --credentials prod.env --timeout 5\n',
  ],
  ['env default set A s3cr3t', 'It is called `env defaults apply` here.', 'env defaults apply FILE'],
  ['env defaults rm A', 'It is called `env defaults apply` here.', 'env defaults apply FILE'],
  ['logs', "is a command of Convex's own CLI", 'npx convex logs --help'],
  ['env set A --admin-key s3cr3t', 'A key is never an argument', 'env set --help'],
])('`%s` says: %s', async (line, message, next) => {
  const { run } = await createWorkspace()
  const { code, stdout, stderr } = await run(line.split(' '))
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).toContain(next)
  expect(stderr).not.toContain('s3cr3t')
})

test.each(['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'])('`env get %s` leads to the canonical URLs', async name => {
  const { run } = await workspaceWithFake()
  const { code, stderr } = await run(['env', 'get', name])
  expect(code).toBe(5)
  expect(stderr).toContain('`canonical-urls get` shows it')
})
