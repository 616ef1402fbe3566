import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { reportDrift } from '../../scripts/drift/report.js'

async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'upstream-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('the report is empty where nothing is new', async () => {
  expect(await reportDrift([['--file', 'openapi/v1.yaml']])).toBe('')
})

test('the report lists what is new in all sources, in blocks that foreign text cannot end', async () => {
  const folder = await temporaryFolder()
  const document = JSON.parse(await readFile('openapi/v1.json', 'utf8'))
  document.paths['/otters```@all'] = { get: { responses: {} } }
  document.paths['/pause_deployment'] = undefined
  const file = join(folder, 'newer.json')
  await writeFile(file, JSON.stringify(document))
  const report = await reportDrift([
    ['--file', 'openapi/v1.yaml'],
    ['--file', file],
  ])
  expect(report).toContain('breaking  POST /pause_deployment: theirs does not have it')
  expect(report).toContain('harmless  GET /otters\ufffd\ufffd\ufffd@all: ours does not have it')
  expect(report.match(/```/g)).toHaveLength(2)
})

test('a source that cannot be compared is an error, and no report', async () => {
  await expect(reportDrift([['--file', 'missing.json']])).rejects.toThrow("can't be read")
})

describe('the workflow', () => {
  /** Runs the step that opens an issue, with a `gh` that notes what it is called with. */
  async function run(report: string, openIssue: string) {
    const folder = await temporaryFolder()
    const workflow = parse(await readFile('.github/workflows/upstream.yml', 'utf8'))
    const { run: script } = workflow.jobs.drift.steps.find(
      ({ name }: { name?: string }) => name === 'One issue',
    )
    await writeFile(join(folder, 'report.md'), report)
    await writeFile(
      join(folder, 'gh'),
      `#!/bin/sh\necho "$1 $2 $3" >> calls\nif [ "$2" = list ]; then echo "${openIssue}"; fi\n`,
    )
    await chmod(join(folder, 'gh'), 0o755)
    const env = { PATH: `${folder}:${process.env.PATH}` }
    await promisify(execFile)('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd: folder, env })
    return (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n').slice(1)
  }

  test.each([
    ['opens an issue', 'new', '', ['label create upstream', 'issue create --title']],
    ['updates the one that is open', 'new', '7', ['issue edit 7']],
    ['closes it when nothing is left', '', '7', ['issue close 7']],
    ['does nothing where nothing is new', '', '', []],
  ])('%s', async (_, report, openIssue, calls) => {
    expect(await run(report, openIssue)).toEqual(calls)
  })
})
