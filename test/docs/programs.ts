import type { Block } from './blocks.js'

/** A program that a page shows, in one block or several. */
export interface Program {
  readonly page: string
  readonly line: number
  readonly text: string
  /** The lines that it prints, as its comments tell. */
  readonly prints: readonly string[]
}

/**
 * The programs of TypeScript blocks: one that imports begins a program, one that does not goes on with the one before. One
 * that names a file shows a part of an example, and is none.
 */
export function programsOf(blocks: readonly Block[]): Program[] {
  const groups: { page: string; line: number; text: string }[] = []
  for (const { language, page, line, file, text } of blocks) {
    if (language !== 'ts' || file !== undefined) continue
    const last = groups.at(-1)
    if (/^import /m.test(text)) groups.push({ page, line, text })
    else if (last?.page === page) last.text += text
    else throw new Error(`${page}:${line}: no block before this one imports what it needs.`)
  }
  return groups.map(program => ({ ...program, prints: printed(program.text) }))
}

/** What a `console` call prints stands in a comment beside it, or in comments right beneath it or its loop. */
function printed(text: string): string[] {
  const prints: string[] = []
  let beneath = false
  for (const line of text.split('\n')) {
    const call = /\bconsole\.(?:log|error)\(.*\)[ ,)}]*(?:\/\/ (.*))?$/.exec(line)
    const shown: string | undefined = call ? call[1] : beneath ? /^\s*\/\/ ?(.*)$/.exec(line)?.[1] : undefined
    if (shown !== undefined) prints.push(shown)
    beneath = call !== null || shown !== undefined || (beneath && line === '}')
  }
  return prints
}
