import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A fenced block of code, and where it stands. */
export interface Block {
  readonly page: string
  /** The line of its opening fence, counted from 1. */
  readonly line: number
  readonly language: string
  /** The name of the file that it shows, where its fence tells one: ```dotenv app.env. */
  readonly file: string | undefined
  readonly text: string
}

/** Every page that shows code: the README, the first page of the site, the guide, and the skill for coding agents. */
export async function pages(): Promise<string[]> {
  const guide = await readdir('docs/guide')
  const skill = 'skills/convex-deployment/SKILL.md'
  return ['README.md', 'docs/index.md', ...guide.sort().map(name => join('docs/guide', name)), skill]
}

/** Every block of code of every page, in its order. */
export async function readBlocks(): Promise<Block[]> {
  const read = (await pages()).map(async page => blocksOf(page, await readFile(page, 'utf8')))
  return (await Promise.all(read)).flat()
}

/** Every block of code of a page, by its text. */
export function blocksOf(page: string, text: string): Block[] {
  const blocks: Block[] = []
  let open: { line: number; fence: string; lines: string[] } | undefined
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^\s*```(.*)$/.exec(line)
    if (!fence) open?.lines.push(line)
    else if (!open) open = { line: index + 1, fence: fence[1] ?? '', lines: [] }
    else {
      const [language = '', file] = open.fence.split(' ')
      blocks.push({ page, line: open.line, language, file, text: `${open.lines.join('\n')}\n` })
      open = undefined
    }
  }
  if (open) throw new Error(`${page}:${open.line}: no fence closes this block.`)
  return blocks
}

/** A block's place, as editors open it. */
export function placeOf({ page, line }: { readonly page: string; readonly line: number }): string {
  return `${page}:${line}`
}
