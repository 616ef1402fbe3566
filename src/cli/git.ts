import { access } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Answer } from '../config/node/programs.js'
import type { EnvironmentRecord } from '../connection/environment.js'
import { printable } from '../text/quote.js'
import { askGit } from './ask-git.js'
import { type Refusal, refused } from './refusal.js'

/** A file that is about to be written. */
export interface Candidate {
  /** The real path of its folder. */
  readonly folder: string
  readonly name: string
  /** Another file that holds the same text for a moment, by its path from the folder. */
  readonly temporary?: string
  /** The name that a message gives the file. */
  readonly shown: string
  /** True if Git may have it. Not even then is a file that Git tracks overwritten. */
  readonly unignored?: boolean | undefined
  /** The flag that goes on in spite of Git. */
  readonly wayOut: string
}

/** Returns the top of the work tree that a folder is in. Git itself is not asked: it may not be installed, or refuse. */
export async function workTreeOf(folder: string): Promise<string | undefined> {
  const here = await access(join(folder, '.git')).then(
    () => true,
    () => false,
  )
  if (here) return folder
  return dirname(folder) === folder ? undefined : workTreeOf(dirname(folder))
}

/**
 * Refuses a file that Git would take: one in a work tree that is tracked or not ignored, or of which that is unknown.
 * @throws {Refusal} with the line for `.gitignore`, or the command, that lets it be written
 */
export async function assertGitIgnores(candidate: Candidate, environment: EnvironmentRecord): Promise<void> {
  const { folder, name, temporary, shown, unignored } = candidate
  const top = await workTreeOf(folder)
  if (top === undefined) return
  // Asked from the top: a folder below may look like a repository of its own.
  const ask = (args: readonly string[], input = '') => askGit(args, { folder: top, environment, input })
  const paths = [name, ...(temporary === undefined ? [] : [temporary])].map(path =>
    relative(top, join(folder, path)).replaceAll(sep, '/'),
  )
  const [path = ''] = paths
  const tracked = await ask(['ls-files', '-z', '--', ...paths.map(path => `:(top,literal,icase)${path}`)])
  const found = tracked?.code === 0 ? tracked.stdout.split('\0').filter(Boolean) : []
  if (found.some(one => paths.includes(one)) || (found.length > 0 && (await ignoresCase(ask)))) {
    throw refused(`git tracks ${shown}, so its values would be committed. Write to a file that git ignores.`)
  }
  if (unignored) return
  if (tracked?.code !== 0) throw undecided(candidate, top, tracked)
  // This question knows no literal paths: a dot before each keeps one such as `:(top)x` from being more than a name.
  const asked = paths.map(path => `./${path}`)
  const answer = await ask(
    ['check-ignore', '--no-index', '-z', '--stdin'],
    asked.map(path => `${path}\0`).join(''),
  )
  if (answer === undefined || ![0, 1].includes(answer.code)) throw undecided(candidate, top, answer)
  const ignored = answer.stdout.split('\0')
  if (!asked.every(path => ignored.includes(path))) throw notIgnored(candidate, top, path)
}

/** Returns true if git takes `.ENV` for `.env`, as it found the file system to do when the repository was made. */
async function ignoresCase(ask: (args: readonly string[]) => Promise<Answer | undefined>): Promise<boolean> {
  const answer = await ask(['config', '--bool', '--get', 'core.ignorecase'])
  return answer?.stdout.trim() === 'true'
}

function notIgnored({ shown, wayOut }: Candidate, top: string, path: string): Refusal {
  const file = join(top, '.gitignore')
  const line = ignoreLine(path)
  const remedy = line === undefined ? 'Choose another name' : `Add the line ${line} to ${printable(file)}`
  return refused(
    `git does not ignore ${shown}: \`git add\` would take it, with its values. ${remedy}, or pass ${wayOut}.`,
    { add: [[wayOut]], ...(line !== undefined && { data: { ignore: { file, line } } }) },
  )
}

/** Returns the line of a `.gitignore` at the top that names one file. There is none for a name with a line break. */
function ignoreLine(path: string): string | undefined {
  const line = `/${path.replaceAll(/[\\*?[]| (?= *$)/g, '\\$&')}`
  return line === printable(line) ? line : undefined
}

function undecided({ shown, wayOut }: Candidate, top: string, answer: Answer | undefined): Refusal {
  const place = printable(top)
  const doubt = `so it is unknown if it would take ${shown}`
  const otherwise = `write to a folder outside of it, or pass ${wayOut}.`
  const add = [[wayOut]]
  if (answer === undefined) {
    const message = `git is not installed, ${doubt}, which is in the repository ${place}. Install git, ${otherwise}`
    return refused(message, { add })
  }
  // Git names the setting in every language.
  if (answer.stderr.includes('safe.directory')) {
    return refused(
      `git does not trust the repository ${place}, which belongs to another user, ${doubt}. If you trust it, add it to ` +
        `git's safe.directory, ${otherwise}`,
      { next: [['git', 'config', '--global', '--add', 'safe.directory', top]], add },
    )
  }
  const reason = printable(answer.stderr.trim().split('\n')[0] || 'no answer')
  return refused(`git can't read the repository ${place} (${reason}), ${doubt}. Repair it, ${otherwise}`, {
    add,
  })
}
