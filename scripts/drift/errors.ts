/** No document to compare; the message says which, why, and what to do. The command ends with 2. */
export class DocumentError extends Error {
  override name = 'DocumentError'
}

/** A command line that makes no sense; the message says what would. The command ends with 64. */
export class UsageError extends Error {
  override name = 'UsageError'
}
