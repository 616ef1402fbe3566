import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Needs, readNeeds } from '../../src/check/index.js'

/** Writes a project, which is removed after the test, and returns its folder. */
export async function createProject(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'project-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeProject(folder, files)
  return folder
}

export async function writeProject(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
}

/** What the needs of a project come to: the names by their verdict, and the places of the rest. */
export interface Summary {
  readonly required: readonly string[]
  readonly fallback: readonly string[]
  readonly unclear: readonly string[]
  readonly unread: readonly string[]
}

export async function needsOf(files: Readonly<Record<string, string>>): Promise<Summary> {
  return summaryOf(await readNeeds(await createProject(files)))
}

/** The needs of a project with one module of functions, which is an entry whatever it holds. */
export async function needsOfCode(code: string, file = 'convex/code.ts'): Promise<Summary> {
  return needsOf({ [file]: `export {}\n${code}` })
}

export function summaryOf({ variables, unclear, unread }: Needs): Summary {
  const isRequired = ({ declared, places }: Needs['variables'][number]) =>
    declared ? !declared.optional : places.some(({ kind }) => kind === 'required' || kind === 'auth')
  const names = (required: boolean) =>
    variables.filter(need => isRequired(need) === required).map(({ name }) => name)
  return {
    required: names(true),
    fallback: names(false),
    unclear: unclear.map(({ file, line, reason }) => `${file}:${line} ${reason}`),
    unread: unread.map(({ file, line, reason }) => `${[file, line].filter(Boolean).join(':')} ${reason}`),
  }
}
