import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { versionsOf } from './changelog.js'

const run = promisify(execFile)

/** A release that was made before, by its version and its commit. */
export interface Release {
  readonly version: string
  readonly commit: string
}

/**
 * The newest release before this commit: by the tags, and where a clone has none, by the commit with which
 * CHANGELOG.md began to tell of it.
 */
export async function lastRelease(folder: string): Promise<Release | undefined> {
  return (await byTag(folder)) ?? (await byChangelog(folder))
}

async function byTag(folder: string): Promise<Release | undefined> {
  // The tag of the release that is being made is on this very commit.
  const here = await lines(folder, 'tag', '--points-at', 'HEAD')
  const tags = await lines(folder, 'tag', '--list', 'v[0-9]*', '--sort=-v:refname')
  const tag = tags.find(name => !here.includes(name) && !name.includes('-'))
  if (tag === undefined) return undefined
  const [commit = ''] = await lines(folder, 'rev-list', '-n', '1', tag)
  return { version: tag.slice(1), commit }
}

async function byChangelog(folder: string): Promise<Release | undefined> {
  const [head] = await lines(folder, 'rev-parse', 'HEAD')
  for (const version of versionsOf(await readFile(`${folder}/CHANGELOG.md`, 'utf8'))) {
    const search = ['log', '--reverse', '--format=%H', `-S## ${version} - `, '--', 'CHANGELOG.md']
    const [commit] = await lines(folder, ...search)
    if (commit !== undefined && commit !== head) return { version, commit }
  }
  return undefined
}

async function lines(folder: string, ...parameters: string[]): Promise<string[]> {
  const { stdout } = await run('git', parameters, { cwd: folder })
  return stdout.split('\n').filter(Boolean)
}
