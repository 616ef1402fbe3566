import type { Block } from './blocks.js'
import type { Command } from './command.js'

/** The commands of one block, which one after the other change the same deployments and files. */
export interface Session {
  readonly page: string
  readonly line: number
  readonly commands: readonly Command[]
}

/**
 * The sessions of `console` blocks, where output stands beneath each `$ command`, and of `sh` blocks of commands alone. The
 * workflows for GitHub Actions run in `test/action/guide.test.ts`.
 */
export function sessionsOf(blocks: readonly Block[]): Session[] {
  return blocks.flatMap(({ page, line, language, text }): Session[] => {
    const lines = text.split('\n').slice(0, -1)
    const session = (commands: readonly Command[]) => ({ page, line, commands })
    if (language === 'console') return [session(shown(lines))]
    if (language === 'sh') return [session(lines.filter(Boolean).map(bare))]
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
