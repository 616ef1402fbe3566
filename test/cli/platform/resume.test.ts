import { describe, expect, test } from 'vitest'
import { answers } from '../../../src/fake/index.js'
import { workspaceOnFleet } from './support.js'

/** A fleet of which the third deployment failed, with the file of the apply. */
async function stoppedFleet(type = 'preview') {
  const fleet = await workspaceOnFleet(4, type)
  const { run, names, apply, refuse, platform } = fleet
  refuse(names[2])
  const resume = [...apply, '--resume', 'state.json']
  const first = await run([...resume, '--json', '--concurrency', '1'])
  for (const name of names) platform.deployment(name).faults.clear()
  const lines = (await fleet.read('state.json')).split('\n').slice(0, -1)
  const writes = () => names.map(name => writesTo(platform.deployment(name).requests))
  return { ...fleet, resume, first, lines, writes }
}

const writesTo = (requests: readonly { readonly operation: string | undefined }[]) =>
  requests.filter(({ operation }) => operation === 'updateEnvironmentVariables').length

describe('--resume', () => {
  test('keeps what ended in a file for its user alone, which holds no value and no token', async () => {
    const { first, lines, mode, names, platform, read, write, files } = await stoppedFleet()
    expect(first.code).toBe(1)
    expect(await mode('state.json')).toBe('600')
    expect(lines.slice(1).map(line => JSON.parse(line))).toMatchObject([
      { name: names[0], status: 'applied' },
      { name: names[1], status: 'applied' },
      { name: names[2], status: 'failed' },
      { name: names[3], status: 'applied' },
    ])
    const text = await read('state.json')
    expect(text).not.toContain(platform.token)
    expect(text).not.toMatch(/"1"/)
    await write('other.txt', '')
    expect((await files('.')).filter(file => file.includes('.tmp'))).toEqual([])
  })

  test('changes what is left, reads what was done, and removes the file once nothing is left', async () => {
    const { run, resume, writes, names, changed, platform, files } = await stoppedFleet()
    const before = names.map(name => platform.deployment(name).requests.length)
    const again = await run(resume)
    expect(again.code).toBe(0)
    expect(again.stderr).toContain('state.json: 3 of 4 were done. All are read again.')
    expect(again.stderr).toContain('Nothing is left to do: state.json is removed.')
    expect(changed()).toEqual(names)
    expect(writes().map((count, at) => (at === 2 ? 'again' : count))).toEqual([1, 1, 'again', 1])
    for (const [at, name] of names.entries())
      expect(platform.deployment(name).requests.length).toBeGreaterThan(before[at] ?? 0)
    expect(await files('.').then(all => all.filter(file => file.endsWith('state.json')))).toEqual([])
  })

  test('needs no canary anew where those of the run before are still as they should be', async () => {
    const { run, resume, names, changed, refuse, platform } = await stoppedFleet()
    const changeBack = () => platform.deployment(names[3] ?? '').state.environmentVariables.delete('A')
    changeBack()
    refuse(names[2])
    const proven = await run([...resume, '--canary', '2', '--max-failures', '2', '--json'])
    expect(proven.json()).toMatchObject({
      deployments: names.map((_, at) => ({ status: ['unchanged', 'unchanged', 'failed', 'applied'][at] })),
    })
    changeBack()
    const unproven = await run([...resume, '--canary', '3', '--max-failures', '2', '--json'])
    expect(unproven.json()).toMatchObject({
      deployments: names.map((_, at) => ({ status: ['unchanged', 'unchanged', 'failed', 'skipped'][at] })),
    })
    expect(changed()).toEqual(names.slice(0, 2))
  })

  test('believes nothing without a read: what somebody changed back is changed again', async () => {
    const { run, resume, names, changed, platform } = await stoppedFleet()
    platform.deployment(names[0] ?? '').state.environmentVariables.delete('A')
    expect(await run(resume)).toMatchObject({ code: 0 })
    expect(changed()).toEqual(names)
  })

  test('takes the same deployments by name, and names those that are new', async () => {
    const { run, resume, platform, shop, names } = await stoppedFleet()
    const { name: added } = platform.createDeployment(shop, { type: 'preview' })
    const { code, json, stderr } = await run([...resume, '--json', '--where', 'type=preview'])
    expect(code).toBe(0)
    expect(json()).toMatchObject({
      left: [added],
      deployments: names.map(name => ({ deployment: { name } })),
    })
    expect(stderr).toContain(`Not in state.json, and left as they are: ${JSON.stringify(added)}.`)
    expect(platform.deployment(added).requests).toEqual([])
  })

  test('takes none along that is production now, and fits no longer', async () => {
    const { run, resume, platform, names, changed } = await stoppedFleet()
    const found = platform.state.deployments.find(({ name }) => name === names[2])
    if (found) found.deploymentType = 'prod'
    const { code, stderr } = await run([...resume, '--where', 'type=preview'])
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('is production') })
    expect(changed()).not.toContain(names[2])
  })

  test('finds one that no longer fits the command line, and tells of one that is gone', async () => {
    const { run, resume, platform, names } = await stoppedFleet()
    const [first = '', second = '', third = ''] = names
    const found = platform.state.deployments.find(({ name }) => name === third)
    if (found) found.reference = 'elsewhere/one'
    platform.state.deployments.splice(
      platform.state.deployments.findIndex(({ name }) => name === second),
      1,
    )
    platform.deployment(first).faults.add(answers.unknownDeployment, { times: 99 })
    const { code, json } = await run([...resume, '--json', '--where', 'reference=preview/*'])
    expect(code).toBe(0)
    expect(json()).toMatchObject({
      deployments: [
        { status: 'vanished' },
        { status: 'vanished' },
        { status: 'applied' },
        { status: 'unchanged' },
      ],
    })
  })
})

describe('--resume with the word of its first run', () => {
  test('goes on by it, and not with a change that it did not confirm', async () => {
    const { run, names, platform, refuse, project, apply } = await workspaceOnFleet(4, 'prod')
    const [first = '', , third = ''] = names
    platform.deployment(first).state.environmentVariables.set('A', '1')
    const line = [
      ...apply.filter(word => word !== '--yes'),
      '--confirm',
      `${project}=3`,
      '--resume',
      'state.json',
    ]
    refuse(third)
    expect(await run(line)).toMatchObject({ code: 1 })
    platform.deployment(first).state.environmentVariables.set('A', 'moved')
    platform.deployment(third).faults.clear()
    expect(await run(line)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(`this is ${project}=2`),
    })
    platform.deployment(first).state.environmentVariables.set('A', '1')
    expect(await run(line)).toMatchObject({ code: 0 })
  })

  test('never by one that was not given, or that says nothing of logs which are sent to somebody new', async () => {
    const { run, names, platform, refuse, project, write } = await workspaceOnFleet(3, 'prod')
    await write(
      'app.yaml',
      'version: 1\nenvironment: { A: "1" }\nlogStreams: { webhook: { url: "https://logs.example.com/", format: json } }\n',
    )
    for (const name of names)
      platform.deployment(name).state.logStreams.push({
        id: name,
        config: { logStreamType: 'webhook', url: 'https://logs.example.com/', format: 'json' },
        status: { type: 'active' },
        hmacSecret: '0123456789abcdef',
        since: 0,
      })
    const [, second = ''] = names
    refuse(second)
    const line = ['apply', 'app.yaml', '--project', project, '--resume', 'state.json', '--no-backup']
    expect(await run([...line, '--confirm', `${project}=3`])).toMatchObject({ code: 1 })
    platform.deployment(second).faults.clear()
    platform.deployment(second).state.logStreams.length = 0
    expect(await run([...line, '--confirm', `${project}=3`])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(`this is ${project}=1+logs`),
    })
    expect(platform.deployment(second).state.logStreams).toEqual([])
  })

  test('never by a word where the first run was confirmed by a yes', async () => {
    const { resume, run, project, platform, names } = await stoppedFleet('dev')
    for (const one of platform.state.deployments) Object.assign(one, { deploymentType: 'prod' })
    for (const name of names) platform.deployment(name).state.deploymentType = 'prod'
    const line = resume.filter(word => word !== '--yes')
    expect(await run([...line, '--confirm', `${project}=4`])).toMatchObject({ code: 4 })
  })
})

describe('--resume refuses, before anything is written,', () => {
  test('another config, and says what moved', async () => {
    const { run, resume, write, writes } = await stoppedFleet()
    const before = writes()
    await write('app.env', 'A=2\nB=sekret\n')
    const { code, stderr } = await run(resume)
    expect(code).toBe(3)
    expect(stderr).toContain('is not the one that state.json was begun with: A, B moved.')
    expect(stderr).not.toContain('sekret')
    expect(writes()).toEqual(before)
  })

  test('a file that was changed: a name, an order, a line that is missing, a seal', async () => {
    const { run, resume, write, writes, lines, names } = await stoppedFleet()
    const before = writes()
    const [head = '', one = '', two = '', ...more] = lines
    const changes = [
      [head.replace(names[3] ?? '', 'calm-otter-999'), one, two, ...more],
      [head, two, one, ...more],
      [head, two, ...more],
      [head, one.replace('applied', 'failed'), two, ...more],
      [head, one, two, ...more, '{"name":"x","status":"applied","mac":"00"}'],
      [head.replace(/"keyId":"\w+"/, '"keyId":"00"'), one],
    ]
    for (const text of changes) {
      await write('state.json', `${text.join('\n')}\n`)
      const { code, stderr } = await run(resume)
      expect({ code, stderr }).toMatchObject({
        code: 64,
        stderr: expect.stringMatching(/was changed after it was made|made with another key/),
      })
    }
    expect(writes()).toEqual(before)
  })

  test('another token, unless CONVEX_PLAN_KEY is the same', async () => {
    const { run, resume, environment, platform } = await stoppedFleet()
    environment.CONVEX_ACCESS_TOKEN = platform.grant('team')
    expect(await run(resume)).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('state.json was made with another key'),
    })
  })

  test('another fleet, and a file that it has not made, which stays', async () => {
    const { run, resume, write, read, team } = await stoppedFleet()
    const ofTeam = resume.map(word =>
      word === '--project' ? '--team' : word.includes('/shop') ? team : word,
    )
    expect(await run(ofTeam)).toMatchObject({ code: 3, stderr: expect.stringContaining('state.json is of') })
    for (const text of ['', '{}\n', 'mine\n', '[]\n', '{"version":1}\n']) {
      await write('state.json', text)
      expect(await run(resume)).toMatchObject({ code: 64 })
      expect(await read('state.json')).toBe(text)
    }
  })
})

test('a last line that a kill has cut is as if it were not there, and the file goes on behind the line before', async () => {
  const { run, resume, write, read, lines, names, refuse, platform } = await stoppedFleet()
  const whole = lines.slice(0, 3).join('\n')
  for (const cut of ['', '{', lines[3]?.slice(0, -1) ?? '', '{"name":"x","status":"applied"']) {
    await write('state.json', `${whole}\n${cut}`)
    refuse(names[2])
    expect(await run(resume)).toMatchObject({ code: 1 })
    const now = await read('state.json')
    expect(now.startsWith(`${whole}\n{"name":`)).toBe(true)
    platform.deployment(names[2] ?? '').faults.clear()
  }
  expect(await run(resume)).toMatchObject({ code: 0 })
})

test('a file of deployments with a key each goes on with the same keys', async () => {
  const { run, platform, names, write, environment, refuse, changed } = await workspaceOnFleet(3)
  const listed = names.map((name, at) => {
    environment[`KEY_${at}`] = platform.deployment(name).token
    return { url: platform.deployment(name).url, key: `KEY_${at}` }
  })
  await write('fleet.json', JSON.stringify(listed))
  delete environment.CONVEX_ACCESS_TOKEN
  const apply = ['env', 'apply', 'app.env', '--deployments', 'fleet.json', '--yes', '--resume', 'state.json']
  refuse(names[1])
  expect(await run(apply)).toMatchObject({ code: 1 })
  await write('fleet.json', JSON.stringify(listed.slice(1)))
  expect(await run(apply)).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('fleet.json does not list'),
  })
  await write('fleet.json', JSON.stringify(listed))
  platform.deployment(names[1] ?? '').faults.clear()
  expect(await run(apply)).toMatchObject({ code: 0 })
  expect(changed()).toEqual(names)
})
