import type { Block } from './blocks.js'

/** A command that a page shows, with what it prints where the page shows that. */
export interface Command {
  readonly text: string
  readonly prints: readonly string[] | undefined
}

/** The commands of one shell block, which one after the other change the same deployments and files. */
export interface Session {
  readonly page: string
  readonly line: number
  readonly commands: readonly Command[]
}

/** The sessions of `console` blocks, where output stands beneath each `$ command`, and `sh` blocks of commands alone. */
export function sessionsOf(blocks: readonly Block[]): Session[] {
  return blocks.flatMap(({ page, line, language, text }) => {
    const lines = text.split('\n').slice(0, -1)
    if (language === 'console') return [{ page, line, commands: shown(lines) }]
    if (language === 'sh') return [{ page, line, commands: lines.filter(Boolean).map(bare) }]
    return []
  })
}

function shown(lines: readonly string[]): Command[] {
  const commands: { text: string; prints: string[] }[] = []
  for (const line of lines) {
    if (line.startsWith('$ ')) commands.push({ text: line.slice(2), prints: [] })
    else commands.at(-1)?.prints.push(line)
  }
  return commands
}

function bare(line: string): Command {
  return { text: line.replace(/\s+# .*$/, ''), prints: undefined }
}
