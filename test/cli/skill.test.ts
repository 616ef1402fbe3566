import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { commandNamed } from '../../src/cli/parser.js'
import { blocksOf } from '../docs/blocks.js'
import { posixWords } from './support/next-steps.js'
import { workspaceWithFake } from './support/workspace.js'

const FILE = 'skills/convex-deployment/SKILL.md'
const SKILL = await readFile(FILE, 'utf8')
const blocks = blocksOf(FILE, SKILL)

/** The words of every command line that the skill shows. */
const lines = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.split('\n').filter(Boolean))
  .map(line => posixWords(line.replace(/^npx --no-install /, '')))

test('the skill has a name, a description and under 200 lines', () => {
  const [, matter = ''] = /^---\n(.*?)\n---\n/s.exec(SKILL) ?? []
  const fields = matter.split('\n').map(line => /^(\w+): (.+)$/.exec(line))
  expect(fields.map(field => field?.[1])).toEqual(['name', 'description'])
  expect(fields[0]?.[2]).toBe('convex-deployment')
  expect(fields[1]?.[2]?.length).toBeLessThan(1024)
  expect(SKILL.split('\n').length).toBeLessThan(200)
})

test('the skill confirms no production, and reveals nothing', () => {
  for (const words of lines)
    for (const flag of ['--confirm', '--reveal', '--show-values']) expect(words).not.toContain(flag)
})

const VALUES = [
  'canary-1-of-a-value',
  'canary-2-of-a-value',
  'canary-3-of-a-source',
  'canary-4-of-the-environment',
]
const STREAM = 'canary-5-of-a-stream'

test('an agent that runs the whole skill sees no value, and leaves none where others read', async () => {
  const [old = '', kept = '', source = '', inEnvironment = ''] = VALUES
  const workspace = await workspaceWithFake({
    environmentVariables: { LOG_LEVEL: old, FEATURE_X: kept },
  })
  const { fake, folder, environment, run, write, files } = workspace
  await write('axiom.json', JSON.stringify({ apiKey: STREAM, datasetName: 'a', attributes: [] }))
  await run(['log-streams', 'set', 'axiom', '--from-file', 'axiom.json', '--confirm', workspace.host])
  Object.assign(environment, { CLAUDECODE: '1', STRIPE_KEY: inEnvironment })
  for (const { file, text } of blocks)
    if (file !== undefined) await write(file, file === 'app.env' ? `LOG_LEVEL=${source}\n` : text)
  const mine = new Set(['app.env', 'axiom.json'].map(file => join(folder, file)))

  const ran: string[] = []
  const transcript: string[] = []
  const seen = async (words: readonly string[]) => {
    const { code, stdout, stderr } = await run(words)
    transcript.push(stdout, stderr)
    return code
  }
  for (const [program, ...words] of lines) {
    expect(program).toBe('convex-deployment')
    // A fake on loopback says that it is local.
    const here = words.map((word, at) => (words[at - 1] === '--expect' ? 'local' : word))
    expect(await seen(here), words.join(' ')).toBe(0)
    ran.push(commandNamed(commands, words)?.name ?? '')
  }
  expect(Object.fromEntries(fake.state.environmentVariables)).toMatchObject({
    LOG_LEVEL: old,
    FEATURE_X: kept,
  })
  expect(ran).toEqual(
    expect.arrayContaining(['env plan', 'env apply', 'env set', 'env unset', 'import', 'plan', 'check']),
  )

  // What the skill forbids is refused.
  for (const words of ['env get FEATURE_X', 'env list --show-values', 'env pull -', 'env run -- printenv'])
    expect(await seen([...words.split(' ')]), words).toBe(4)
  expect(await seen(['env', 'set', 'STRIPE_KEY', inEnvironment, '--yes'])).toBe(64)

  const text = transcript.join('\n')
  for (const canary of [...VALUES, STREAM, fake.token]) expect(text).not.toContain(canary)
  const readable = (await files('.')).filter(file => !mine.has(file))
  expect(readable.length).toBeGreaterThan(2)
  for (const file of readable) {
    const isOpen = ((await stat(file)).mode & 0o077) !== 0
    const content = await readFile(file, 'utf8')
    if (isOpen)
      for (const canary of [...VALUES, STREAM, fake.token]) expect(content, file).not.toContain(canary)
  }
})
