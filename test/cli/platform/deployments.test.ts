import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { workspaceOnPlatform } from './support.js'

const DAY = 86_400_000

async function workspaceWithPreviews() {
  const workspace = await workspaceOnPlatform(9 * DAY)
  const { platform, shop } = workspace
  const prod = platform.createDeployment(shop, { type: 'prod', isDefault: true })
  const old = platform.createDeployment(shop, { type: 'preview', reference: 'preview/old' })
  const busy = platform.createDeployment(shop, { type: 'preview', reference: 'preview/busy' })
  workspace.pass(9 * DAY)
  busy.lastDeployTime = Date.now() - DAY
  const names = () => platform.state.deployments.map(({ deployment }) => deployment.state.name)
  const [ofProd = '', ofOld = '', ofBusy = ''] = names()
  return { ...workspace, prod: ofProd, old: ofOld, busy: ofBusy, entry: { prod, old, busy }, names }
}

/** The word that confirms a deletion of these. */
function wordFor(project: string, ...names: readonly string[]): string {
  const digest = createHash('sha256').update(names.toSorted().join('\n')).digest('hex')
  return `${project}=${names.length}:${digest.slice(0, 6)}`
}

describe('deployments', () => {
  test('list shows those of a project, and --json all that is known of them', async () => {
    const { run, project, prod, old } = await workspaceWithPreviews()
    const { stdout } = await run(['deployments', 'list', '--project', project])
    expect(stdout).toMatch(new RegExp(`^${prod} +prod \\(default\\) .*\\n${old} +preview +preview/old `))
    const { json } = await run([
      'deployments',
      'list',
      '--project',
      project,
      '--where',
      'type=prod',
      '--json',
    ])
    expect(json()).toMatchObject({
      deployments: [{ deployment: { name: prod, type: 'prod' }, details: { deploymentType: 'prod' } }],
    })
    expect(await run(['deployments', 'list'])).toMatchObject({ code: 64 })
  })

  test('get shows one, and exits 5 if there is none', async () => {
    const { run, old } = await workspaceWithPreviews()
    expect((await run(['deployments', 'get', old])).stdout).toMatch(/reference +preview\/old/)
    expect(await run(['deployments', 'get', 'calm-fox-9'])).toMatchObject({ code: 5 })
  })

  test('get and delete find one by its reference, or as the default one, in a project', async () => {
    const { run, project, prod, old, names } = await workspaceWithPreviews()
    const get = async (named: string) =>
      (await run(['deployments', 'get', named, '--project', project, '--json'])).json()
    expect(await get('preview/old')).toMatchObject({ deployment: { name: old } })
    expect(await get('prod')).toMatchObject({ deployment: { name: prod } })
    expect(await run(['deployments', 'get', 'preview/old'])).toMatchObject({ code: 64 })
    const gone = ['deployments', 'delete', 'preview/old', '--project', project]
    const asked = await run([...gone, '--confirm', 'preview/old'])
    expect(asked).toMatchObject({ code: 4, stderr: expect.stringContaining(`this is ${old}`) })
    expect(await run([...gone, '--confirm', old])).toMatchObject({ code: 0 })
    expect(names()).not.toContain(old)
  })

  test('delete has the name repeated, whatever the deployment is', async () => {
    const { run, old, names } = await workspaceWithPreviews()
    const { code, stderr } = await run(['deployments', 'delete', old, '--yes'])
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining(`--confirm ${old}`) })
    expect(names()).toContain(old)
    expect(await run(['deployments', 'delete', old, '--confirm', old])).toMatchObject({ code: 0 })
    expect(names()).not.toContain(old)
    expect(await run(['deployments', 'delete', old, '--confirm', old])).toMatchObject({ code: 5 })
  })
})

describe('deployments delete, whose answer is lost', () => {
  const LOST = { kind: 'reset', when: 'after' } as const

  test('says that it is done, once the deployment is seen to be gone', async () => {
    const { run, platform, old, names } = await workspaceWithPreviews()
    platform.faults.add(LOST, { operation: 'deleteDeployment' })
    const { code, stderr } = await run(['deployments', 'delete', old, '--confirm', old])
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(`Deleted "${old}".`) })
    expect(names()).not.toContain(old)
  })

  test('says that it may have taken effect, if nothing can be seen', async () => {
    const { run, platform, old } = await workspaceWithPreviews()
    platform.faults.add(LOST, { operation: 'deleteDeployment' })
    platform.faults.add({ kind: 'answer', status: 500 }, { operation: 'getDeployment', from: 2, times: 9 })
    const { code, json, stderr } = await run(['deployments', 'delete', old, '--confirm', old, '--json'])
    expect(code).toBe(1)
    expect(json()).toMatchObject({ error: { written: 'unknown' } })
    expect(stderr).toContain('Look again if it is there: `deployments get`.')
  })

  test('says that nothing was written, if it failed before it was sent', async () => {
    const { run, platform, old } = await workspaceWithPreviews()
    platform.faults.add({ kind: 'answer', status: 500 }, { operation: 'getDeployment', times: 9 })
    const { json } = await run(['deployments', 'delete', old, '--confirm', old, '--json'])
    expect(json()).toMatchObject({ error: { written: 'nothing' } })
    expect(platform.requests.some(({ operation }) => operation === 'deleteDeployment')).toBe(false)
  })
})

describe('deployments sweep', () => {
  const SWEEP = ['deployments', 'sweep', '--older-than', '7d']
  const confirmed = (project: string, name: string) => [
    ...SWEEP,
    '--project',
    project,
    '--confirm',
    wordFor(project, name),
  ]

  test('takes no deployment for gone because of a 404 that says something else', async () => {
    const { run, platform, project, names, old } = await workspaceWithPreviews()
    const headers = { 'content-type': 'application/json' }
    const fault = {
      kind: 'answer',
      status: 404,
      headers,
      body: '{"code":"RouteNotFound","message":"No."}',
    } as const
    platform.faults.add(fault, { operation: 'getDeployment', times: 9 })
    const { code, json } = await run([...confirmed(project, old), '--json'])
    expect(code).toBe(1)
    expect(json()).toMatchObject({ deployments: [{ deployment: { name: old }, status: 'failed' }] })
    expect(names()).toContain(old)
  })

  test('lists old previews, and deletes them once the project and their number are confirmed', async () => {
    const { run, project, names, prod, old, busy } = await workspaceWithPreviews()
    const sweep = [...SWEEP, '--project', project]
    const listed = await run([...sweep, '--dry-run', '--json'])
    expect(listed.json()).toMatchObject({ deployments: [{ deployment: { name: old }, status: 'listed' }] })
    const refused = await run([...sweep, '--yes'])
    expect(refused.code).toBe(4)
    expect(refused.stderr).toContain(`1 of 3 deployments of ${project} would go.\n`)
    const [, word = ''] = /--confirm (\S+:[0-9a-f]{6})/.exec(refused.stderr) ?? []
    expect(word).toMatch(new RegExp(`^${project}=1:`))
    expect(await run([...sweep, '--confirm', `${project}=1`])).toMatchObject({ code: 4 })
    expect(names()).toEqual([prod, old, busy])
    const done = await run([...sweep, '--confirm', word])
    expect(done).toMatchObject({ code: 0, stderr: expect.stringContaining('Deleted 1 of 1.\n') })
    expect(names()).toEqual([prod, busy])
  })

  test('of a part is confirmed by a word that binds which', async () => {
    const { run, project, names, entry, old, busy } = await workspaceWithPreviews()
    entry.busy.lastDeployTime = null
    const sweep = [...SWEEP, '--project', project, '--where']
    const wordOf = async (where: string) =>
      Object((await run([...sweep, where, '--dry-run', '--json'])).json()).confirm
    const word = await wordOf('reference=*old')
    expect(word).toMatch(new RegExp(`^${project}=1:[0-9a-f]{6}$`))
    for (const wrong of [`${project}=1`, await wordOf('reference=*busy')])
      expect(await run([...sweep, 'reference=*old', '--confirm', wrong])).toMatchObject({ code: 4 })
    expect(names()).toHaveLength(3)
    expect(await run([...sweep, 'reference=*old', '--confirm', word])).toMatchObject({ code: 0 })
    expect(names()).not.toContain(old)
    expect(names()).toContain(busy)
  })

  test('spares a default preview', async () => {
    const { run, project, entry, old } = await workspaceWithPreviews()
    entry.busy.lastDeployTime = null
    const both = await run([...SWEEP, '--project', project, '--dry-run', '--json'])
    expect(both.json()).toMatchObject({ deployments: [{}, {}] })
    entry.busy.isDefault = true
    const one = await run([...SWEEP, '--project', project, '--dry-run', '--json'])
    expect(one.json()).toMatchObject({ deployments: [{ deployment: { name: old } }] })
  })

  test('spares one that was deployed to since it was listed', async () => {
    const { run, project, platform, names, old } = await workspaceWithPreviews()
    const { json } = await run(['deployments', 'get', old, '--json'])
    const { details } = Object(json())
    const body = JSON.stringify({ ...details, lastDeployTime: Date.now() })
    const headers = { 'content-type': 'application/json' }
    platform.faults.add({ kind: 'answer', status: 200, body, headers }, { operation: 'getDeployment' })
    const { code, stderr } = await run(confirmed(project, old))
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('Deleted 0 of 1; 1 kept') })
    expect(names()).toHaveLength(3)
  })

  test('exits 1 if one cannot be deleted, and tells why', async () => {
    const { run, project, platform, names, old } = await workspaceWithPreviews()
    platform.faults.add({ kind: 'answer', status: 500 }, { operation: 'deleteDeployment', times: 9 })
    const { code, stderr, json } = await run([...confirmed(project, old), '--json'])
    expect(code).toBe(1)
    expect(stderr).toContain('Deleted 0 of 1; 1 failed.')
    expect(json()).toMatchObject({
      deployments: [{ status: 'failed', error: { message: expect.any(String) } }],
    })
    expect(names()).toHaveLength(3)
  })

  test('takes an age, and nothing else', async () => {
    const { run, project } = await workspaceWithPreviews()
    for (const age of ['7', '0d', '7y', '-1d'])
      expect(await run(['deployments', 'sweep', '--project', project, `--older-than=${age}`])).toMatchObject({
        code: 64,
      })
  })
})
