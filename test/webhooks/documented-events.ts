import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

/** The document of the events. */
export const document = parse(readFileSync('openapi/log-stream.yaml', 'utf8'))

/** What each document compiles to. */
const compiled = new WeakMap<object, ValidateFunction>()

/** Returns what a document finds wrong with a value as an event, by the places in the value. Empty if it fits. */
export function problemsOf(event: unknown, { components }: { readonly components: object } = document) {
  const fits = compiled.get(components) ?? compile(components)
  return fits(event) ? [] : (fits.errors ?? []).map(({ instancePath }) => instancePath)
}

function compile(components: object): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  const fits = ajv.compile({ $ref: '#/components/schemas/LogStreamEvent', components })
  compiled.set(components, fits)
  return fits
}
