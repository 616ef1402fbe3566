import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The variables that a reader finds in a text. */
export type Found = { readonly [name: string]: string | undefined }

/** A reader that other people's .env files are written for. */
export interface EnvReader {
  readonly name: string
  /** True if it starts a process for each text. */
  readonly slow?: boolean
  readAll(texts: readonly string[]): Promise<readonly Found[]>
}

const run = promisify(execFile)

/** Has a program of this folder read texts, a line of JSON each, in an environment that adds nothing to them. */
export async function readInBatch(
  program: string,
  parameters: readonly string[],
  texts: readonly string[],
): Promise<Found[]> {
  return inFolder(async folder => {
    const file = join(folder, 'texts.jsonl')
    await writeFile(file, texts.map(text => `${JSON.stringify(text)}\n`).join(''))
    const { stdout } = await run(program, [...parameters, file], {
      cwd: import.meta.dirname,
      env: {},
      maxBuffer: 2 ** 30,
    })
    return stdout
      .trim()
      .split('\n')
      .map((line): Found => JSON.parse(line))
  })
}

/** Has a program read each text as a file of its own, which is passed behind the parameters. */
export async function readOneByOne(
  program: string,
  parametersFor: (file: string) => readonly string[],
  texts: readonly string[],
): Promise<Found[]> {
  return inFolder(async folder => {
    const found: Found[] = []
    for (const text of texts) {
      const file = join(folder, 'case.env')
      await writeFile(file, text)
      const env = { PATH: '/nonexistent', DENO_DIR: folder }
      const result = run(program, parametersFor(file), { cwd: folder, env, timeout: 60_000 })
      found.push(await result.then(({ stdout }): Found => JSON.parse(stdout), failed))
    }
    return found
  })
}

/** Returns what a reader finds that gives up on a text: nothing. */
function failed(): Found {
  return {}
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'env-readers-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
