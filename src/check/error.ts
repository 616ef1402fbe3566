/**
 * Thrown if it is not known where a project's functions are. A file that can't be read is no error: see `unread` of the answer.
 */
export class NeedsError extends Error {
  override readonly name = 'NeedsError'
  /** The file or folder, from the project's folder. */
  readonly file: string

  constructor(file: string, message: string) {
    super(message)
    this.file = file
  }
}
