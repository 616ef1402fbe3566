/** A schema, or any other object of a JSON document. */
export type Members = Readonly<Record<string, unknown>>

/** Returns the Markdown of a link to the schema that a `$ref` names. */
export type LinkTo = (reference: string) => string

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns an object's member that is an object, or an empty one. */
export function membersOf(value: unknown, name: string): Members {
  const member = isObject(value) ? value[name] : undefined
  return isObject(member) ? member : {}
}

/** Returns an object's member that is an array, or an empty one. */
export function listOf(value: unknown, name: string): readonly unknown[] {
  const member = isObject(value) ? value[name] : undefined
  return Array.isArray(member) ? member : []
}

/** Returns an object's member that is a string, or an empty one. */
export function textOf(value: unknown, name: string): string {
  const member = isObject(value) ? value[name] : undefined
  return typeof member === 'string' ? member.trim() : ''
}

/** Writes a value as code. */
export function code(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `\`${text}\``
}

/** Writes an example as JSON, folded. */
export function example(value: unknown): string {
  return value === undefined
    ? ''
    : `::: details Example\n\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n:::`
}

/** Writes a table; a `|` in a cell stays in it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/(?<!\\)\|/g, '\\|')
}
