/**
 * A variable to write, or one that was read.
 * @inline
 */
export interface Variable {
  readonly name: string
  readonly value: string
}

/** A variable as a target writes it, or why it cannot: a sentence that quotes nothing of the value. */
export type Written = { readonly text: string } | { readonly reason: string }

/** A format of variables. */
export interface Target {
  write(variable: Variable): Written
  /** The whole text of the variables written, after a comment where there is one. */
  assemble(written: readonly string[], header: string): string
  /** Those who will read the text, each of whom has to find in it what was written. */
  readonly readers: readonly Reader[]
}

/** What a reader finds in a text, in any order. */
export type Reader = (text: string) => readonly Variable[]

/** A text of one variable after the other, each ending its line, and the header as comment lines before them. */
export function assembleLines(written: readonly string[], header: string): string {
  // U+2028 and U+2029 end a comment for dotenv.
  const comment =
    header === '' ? [] : header.split(/\r\n|[\r\n\u2028\u2029]/).map(line => `# ${line}`.trimEnd())
  return [...comment, ...written].map(line => `${line}\n`).join('')
}
