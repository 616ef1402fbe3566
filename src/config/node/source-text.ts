import { parseEnv } from '../../dotenv/index.js'
import { InvalidInputError } from '../../errors.js'
import { readExactJson } from '../../text/exact-json.js'
import { parseJson } from '../../text/json.js'
import { isObject } from '../../text/member.js'
import { quote } from '../../text/quote.js'

/** The variables of a source, and the members of its JSON that no variable can have, with the reason. */
export interface SourceText {
  readonly values: ReadonlyMap<string, string>
  readonly odd: ReadonlyMap<string, string>
}

/** The number of problems that a message shows. */
const MOST_PROBLEMS = 20

/**
 * Reads the text of a source: a JSON object, or `.env` as dotenv reads it.
 * @param called names the source in a refusal
 * @throws {InvalidInputError} for any other text, for an ambiguous one, and for one without a variable. No message holds a value.
 */
export function readSourceText(text: string, called: string, isJson: boolean): SourceText {
  const read = isJson ? ofJson(text, called) : ofDotenv(text, called)
  if (read.values.size + read.odd.size > 0) return read
  throw new InvalidInputError(`${called} has no variables.`)
}

function ofDotenv(text: string, called: string): SourceText {
  const { entries, problems } = parseEnv(text)
  if (problems.length > 0) {
    const shown = problems.slice(0, MOST_PROBLEMS).map(({ line, name, message }) => {
      return `line ${line}${name === undefined ? '' : ` (${name})`}: ${message.replace(/\.$/, '')}`
    })
    const more = problems.length > MOST_PROBLEMS ? `; and ${problems.length - MOST_PROBLEMS} more` : ''
    throw new InvalidInputError(`${called} is ambiguous: ${shown.join('; ')}${more}.`)
  }
  return { values: new Map(entries.map(({ name, value }) => [name, value])), odd: new Map() }
}

function ofJson(text: string, called: string): SourceText {
  const exact = parseJson(text, readExactJson)
  const { value, repeated } = isObject(exact) ? exact : {}
  if (!isObject(value)) throw new InvalidInputError(`${called} is not a JSON object of names and strings.`)
  const twice = repeated instanceof Map ? repeated.get(value) : undefined
  if (twice instanceof Set) {
    const names = [...twice].map(name => quote(`${name}`)).join(', ')
    throw new InvalidInputError(`${called} has ${names} more than once.`)
  }
  const values = new Map<string, string>()
  const odd = new Map<string, string>()
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string') values.set(name, member)
    else odd.set(name, oddityOf(member))
  }
  return { values, odd }
}

function oddityOf(value: unknown): string {
  if (value === null) return 'is null, and must be a string'
  if (typeof value === 'object') return 'is nested: let the source print a flat object of names and strings'
  return `is a ${typeof value === 'bigint' ? 'number' : typeof value}, and must be a string: quote it`
}
