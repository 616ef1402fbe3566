/**
 * A variable to write, or one that was read.
 * @inline
 */
export interface Variable {
  readonly name: string
  readonly value: string
}

/** A variable as a target writes it, or the reason why it cannot: a sentence that quotes nothing of the value. */
export type Written = { readonly text: string } | { readonly reason: string }

/** A format of variables. */
export interface Target {
  write(variable: Variable): Written
  /** Returns the whole text of the written variables, after the header as a comment. */
  assemble(written: readonly string[], header: string): string
  /** The readers of the text. Each one has to find exactly the variables that were written. */
  readonly readers: readonly Reader[]
}

/** A function that returns the variables that a reader finds in a text, in any order. */
export type Reader = (text: string) => readonly Variable[]

/** Returns a text of the header as comment lines and of one variable after the other, each with a line end. */
export function assembleLines(written: readonly string[], header: string): string {
  // U+2028 and U+2029 end a comment for dotenv.
  const comment =
    header === '' ? [] : header.split(/\r\n|[\r\n\u2028\u2029]/).map(line => `# ${line}`.trimEnd())
  return [...comment, ...written].map(line => `${line}\n`).join('')
}
