/** A command that a page shows, with what it prints where the page shows that. */
export interface Command {
  readonly text: string
  readonly prints: readonly string[] | undefined
}
