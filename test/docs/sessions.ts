import type { Block } from './blocks.js'
import type { Command } from './command.js'
import { jobsOf } from './workflows.js'

/** The commands of one block, which one after the other change the same deployments and files. */
export interface Session {
  readonly page: string
  readonly line: number
  /** A workflow finds no key in its environment but those that its steps name. */
  readonly isWorkflow: boolean
  readonly commands: readonly Command[]
}

/**
 * The sessions of `console` blocks, where output stands beneath each `$ command`, of `sh` blocks of commands alone, and of
 * each job of a workflow for GitHub Actions.
 */
export function sessionsOf(blocks: readonly Block[]): Session[] {
  return blocks.flatMap(({ page, line, language, file, text }): Session[] => {
    const lines = text.split('\n').slice(0, -1)
    const session = (commands: readonly Command[], isWorkflow = false) => ({
      page,
      line,
      isWorkflow,
      commands,
    })
    if (language === 'console') return [session(shown(lines))]
    if (language === 'sh') return [session(lines.filter(Boolean).map(bare))]
    if (file?.startsWith('.github/workflows/')) return jobsOf(text).map(steps => session(steps, true))
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
