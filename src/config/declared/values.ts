import { refusal } from '../../errors.js'
import { isObject } from '../../text/member.js'
import { quote } from '../../text/quote.js'
import { CreateOnly } from '../environment/create-only.js'
import type { DesiredValue } from '../environment/desired.js'
import { Literal } from '../environment/literal.js'
import { isKeep } from '../keep.js'
import { keyPairValues, randomValue } from './made.js'
import type { ReferenceReader, ResolvableReference } from './sources.js'

/** The members of each form of a value, of which the first says which it is. */
const FORMS: readonly (readonly [first: string, ...others: string[]])[] = [
  ['env'],
  ['file'],
  ['from', 'name'],
  ['value'],
  ['keep'],
  ['random'],
  ['keyPair', 'jwks'],
]

/** The bytes that a random value may have: fewer could be guessed. */
const FEWEST_BYTES = 16
const MOST_BYTES = 1024

/** The desired values that one declared value leads to, by name. */
export type Values = readonly (readonly [name: string, value: DesiredValue])[]

/**
 * Reads the declared value of a variable: returns a function that resolves it.
 * @throws {InvalidInputError} for what is no value
 */
export function readValue(name: string, given: unknown, reader: ReferenceReader): () => Promise<Values> {
  const path = pathIn('environment', name)
  if (typeof given === 'string' || given === null || isKeep(given) || isReady(given))
    return async () => [[name, given]]
  if (isObject(given) && FORMS.some(form => isForm(form, given))) {
    const { value, random, keyPair, jwks } = given
    const reference = readReference(given, name)
    if (reference) return async () => [[name, await reader.value(reference)]]
    if (typeof value === 'string') return async () => [[name, new Literal(value)]]
    if (Number.isInteger(random) && Number(random) >= FEWEST_BYTES && Number(random) <= MOST_BYTES)
      return async () => [[name, randomValue(Number(random))]]
    if (keyPair === 'RS256' && typeof jwks === 'string' && jwks !== name) {
      const { privateKey, publicKey } = keyPairValues(name, jwks)
      return async () => [
        [name, privateKey],
        [jwks, publicKey],
      ]
    }
  }
  throw refusal(
    path,
    `\`${path}\` must be a string, null, { env }, { file }, { from, name }, { value }, { keep: true }, ` +
      `{ random: ${FEWEST_BYTES} to ${MOST_BYTES} } or { keyPair: "RS256", jwks }.`,
  )
}

/**
 * Returns the reference that a value is, if it is one.
 * @param namesake the name in a source, if the reference does not say it
 */
export function readReference(given: unknown, namesake?: string): ResolvableReference | undefined {
  if (!isObject(given) || !FORMS.some(form => isForm(form, given))) return undefined
  const { env, file, from, name = namesake } = given
  if (typeof env === 'string') return { env }
  if (typeof file === 'string') return { file }
  return typeof from === 'string' && typeof name === 'string' ? { from, name } : undefined
}

function isForm([first, ...others]: readonly string[], given: object): boolean {
  const names = Object.keys(given)
  return names.includes(`${first}`) && names.every(name => name === first || others.includes(name))
}

function isReady(value: unknown): value is CreateOnly | Literal {
  return value instanceof CreateOnly || value instanceof Literal
}

/** Returns the path of a member, as a caller writes it. */
export function pathIn(section: string, name: string): string {
  const quoted = quote(name)
  return quoted === name ? `${section}.${name}` : `${section}[${quoted}]`
}
