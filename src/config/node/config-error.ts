import { InvalidInputError } from '../../errors.js'
import { printable } from '../../text/quote.js'

/** One problem of a deployment file. No member holds a value. */
export interface ConfigProblem {
  /** The line; the first is 1. */
  readonly line: number
  /** The column; the first is 1. */
  readonly column: number
  /** The path of the part, such as `environment.API_KEY` or `usageLimits[0].limit`: empty for the file itself. */
  readonly path: string
  /** Says what is wrong, and what is expected. */
  readonly message: string
}

/** The number of problems that one error holds. */
const MOST_PROBLEMS = 20

/** Thrown for a deployment file that cannot be read as it is. Nothing that it refers to was read or run. */
export class ConfigError extends InvalidInputError {
  /** The name of the file. */
  declare readonly file: string
  /** The problems in the order of their places: at most 20. */
  declare readonly problems: readonly ConfigProblem[]
  /** The line of the first problem. */
  declare readonly line: number
  /** The column of the first problem. */
  declare readonly column: number

  constructor(file: string, found: readonly ConfigProblem[]) {
    const inOrder = [...found].sort((a, b) => a.line - b.line || a.column - b.column)
    const problems = inOrder.slice(0, MOST_PROBLEMS)
    const texts = problems.map(({ line, column, path, message }) => {
      return printable(`${file}:${line}:${column}: ${path && `${path} `}${message}`)
    })
    const more = inOrder.length - problems.length
    super(
      problems.length === 1
        ? `${texts[0]}`.replace(/[^?.]$/, '$&.')
        : [
            `${printable(file)} has ${inOrder.length} problems:`,
            ...texts.map(text => `  ${text}`),
            ...(more > 0 ? [`  … and ${more} more`] : []),
            '',
          ].join('\n'),
      { path: problems[0]?.path },
    )
    const { line = 1, column = 1 } = problems[0] ?? {}
    Object.assign(this, { file, line, column, problems })
  }
}
