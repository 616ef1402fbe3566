import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { valuesOf } from '../support/fleet.js'
import { serveHeld } from '../support/held-server.js'
import { ended } from '../support/run.js'
import { PASSED, sentEach, TRAPPING } from '../support/trapping.js'
import { serveFake, workspaceWithFake } from '../support/workspace.js'

/** A workspace whose deployment holds requests with a method. */
async function workspaceHolding(method: string) {
  const workspace = await workspaceWithFake()
  const { url, ...held } = await serveHeld(workspace.fake.url, method)
  workspace.environment.CONVEX_SELF_HOSTED_URL = url
  await workspace.write('app.env', 'A=1\n')
  return { ...workspace, ...held, url }
}

const APPLY = ['env', 'apply', 'app.env', '--yes']

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a command whose deployment does not answer',
  async signal => {
    const { start, holding } = await workspaceHolding('GET')
    const child = start(['env', 'list', '--json'])
    const end = ended(child)
    await holding
    child.kill(signal)
    const { code, json, stderr } = await end
    expect(code).toBe(130)
    expect(json()).toMatchObject({ error: { exitCode: 130, written: 'nothing' } })
    expect(stderr).toContain('Error: The command was stopped.')
  },
)

describe('while a pipe is awaited', () => {
  const waits: readonly [signal: 'SIGTERM' | 'SIGINT', where: string, words: string[]][] = [
    ['SIGTERM', 'stdin, for a value', ['env', 'set', 'A', '--yes']],
    ['SIGINT', 'stdin, for a source', ['env', 'plan', '-']],
    ['SIGTERM', 'stdin, for settings', ['log-streams', 'set', 'axiom', '--from-file', '-', '--yes']],
    ['SIGINT', 'a FIFO, for a value', ['env', 'set', 'A', '--from-file', 'fifo', '--yes']],
    ['SIGTERM', 'a FIFO, for a source', ['env', 'plan', 'fifo']],
    ['SIGINT', 'a FIFO, for settings', ['log-streams', 'set', 'axiom', '--from-file', 'fifo', '--yes']],
    ['SIGTERM', 'a FIFO, for a fleet', ['env', 'plan', 'app.env', '--deployments', 'fifo']],
    ['SIGINT', 'a FIFO, for a plan', ['env', 'apply', 'app.env', '--plan', 'fifo']],
    ['SIGTERM', 'a FIFO, for credentials', ['env', 'list', '--credentials', 'fifo']],
    ['SIGINT', 'a FIFO, for the local deployment', ['env', 'list', '--local']],
  ]

  test.each(waits)('%s is heard: %s', async (signal, _, words) => {
    const { start, write, folder, fake } = await workspaceWithFake()
    await write('app.env', 'A=1\n')
    await write('.convex/local/default/other', '')
    for (const pipe of ['fifo', '.convex/local/default/config.json'])
      execFileSync('mkfifo', [join(folder, pipe)])
    const child = start([...words, '--json'])
    const end = ended(child)
    // Until it listens, it would die by the signal.
    while (child.exitCode === null && !isListening(child.pid)) await setTimeout(20)
    await setTimeout(50)
    child.kill(signal)
    const { code, json } = await end
    expect(code).toBe(130)
    expect(json()).toMatchObject({ error: { exitCode: 130, written: 'nothing' } })
    expect(valuesOf(fake)).toEqual({})
  })

  test.each([[['env', 'set', 'A', '--from-file', 'fifo', '--yes']], [['env', 'apply', 'fifo', '--yes']]])(
    'whoever writes to a FIFO may come later, and take a while: %j',
    async words => {
      const { start, folder, fake } = await workspaceWithFake()
      execFileSync('mkfifo', [join(folder, 'fifo')])
      const child = start(words)
      const end = ended(child)
      spawn('sh', ['-c', '(sleep 1; printf "B="; sleep 1; echo 1) > fifo'], { cwd: folder })
      expect(await end).toMatchObject({ code: 0 })
      expect([{ A: 'B=1\n' }, { B: '1' }]).toContainEqual(valuesOf(fake))
    },
  )
})

/** Returns true if a process catches SIGHUP, as Linux says it: Node catches others from its start. */
function isListening(pid: number | undefined): boolean {
  const [, caught = '0'] = /^SigCgt:\s+(\w+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return (BigInt(`0x${caught}`) & 1n) !== 0n
}

describe('during a write', () => {
  test('the first Ctrl-C lets it finish', async () => {
    const { start, holding, release, fake } = await workspaceHolding('POST')
    const child = start(APPLY)
    const end = ended(child)
    await holding
    child.stderr.on('data', text => String(text).includes('Finishing the write') && release())
    child.kill('SIGINT')
    const { code, stderr } = await end
    expect(stderr).toContain('Applied 1 of 1')
    expect(code).toBe(0)
    expect(valuesOf(fake)).toEqual({ A: '1' })
  })

  test('the second gives it up, and says that it may have taken effect', async () => {
    const { begin, holding } = await workspaceHolding('POST')
    const { stderr: said, kill, end } = begin([...APPLY, '--json'])
    await holding
    said.on('data', text => String(text).includes('Finishing the write') && kill('SIGINT'))
    kill('SIGINT')
    const { code, json, stderr } = await end
    expect(code).toBe(130)
    expect(json()).toMatchObject({ error: { written: 'unknown' } })
    expect(stderr).toContain('may have taken effect')
  })

  test('to several deployments the first lets it finish, and no other begins', async () => {
    const { begin, holding, release, fake, environment, write, url } = await workspaceHolding('POST')
    const next = await serveFake({ name: 'tall-fox-9' })
    Object.assign(environment, { FIRST: fake.token, NEXT: next.token })
    const fleet = [
      { url, key: 'FIRST' },
      { url: next.url, key: 'NEXT' },
    ]
    await write('fleet.json', JSON.stringify(fleet))
    const words = [...APPLY, '--deployments', 'fleet.json', '--concurrency', '1', '--json']
    const { stderr, kill, end } = begin(words)
    await holding
    stderr.on('data', text => String(text).includes('Finishing the write') && release())
    kill('SIGINT')
    const { code, json } = await end
    expect(code).toBe(130)
    expect(json()).toMatchObject({
      deployments: [{ status: 'applied' }, { status: 'skipped', reason: 'interrupted' }],
      error: { exitCode: 130, written: 'some' },
      next: [
        expect.stringMatching(/ env apply app\.env --yes --deployments fleet\.json --concurrency 1 --json$/),
      ],
    })
    expect([valuesOf(fake), valuesOf(next)]).toEqual([{ A: '1' }, {}])
  })
})

describe('env run', () => {
  test('passes signals on to the program, whose exit code counts', async () => {
    const { start } = await workspaceWithFake()
    const child = start(['env', 'run', '--', ...TRAPPING])
    expect(await sentEach(child)).toMatchObject({ code: 9, stdout: `ready\n${PASSED.join('\n')}\n` })
  })

  test.each(['KILL', 'INT'])('dies by SIG%s if the program does', async name => {
    const { runProcess } = await workspaceWithFake()
    expect(await runProcess(['env', 'run', '--', 'sh', '-c', `kill -${name} $$`])).toMatchObject({
      signal: `SIG${name}`,
    })
  })
})
