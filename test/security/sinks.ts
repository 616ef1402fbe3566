import { inspect } from 'node:util'

/** One way in which a thing gets printed, and what it prints. */
export type Sink = readonly [name: string, text: string]

/** Every way in which a thing gets printed. */
export function sinksOf(thing: unknown): Sink[] {
  return [
    ['inspect', inspect(thing)],
    ['inspect, everything', inspect(thing, EVERYTHING)],
    ['JSON', JSON.stringify(thing) ?? ''],
    ['string', String(thing)],
    ...chainOf(thing).flatMap(({ message, stack, name }, depth): Sink[] => [
      [`message ${depth}`, message],
      [`stack ${depth}`, `${stack}`],
      [`name ${depth}`, name],
    ]),
  ]
}

const EVERYTHING = {
  depth: null,
  showHidden: true,
  getters: true,
  maxStringLength: null,
  maxArrayLength: null,
}

/** An error and its causes. */
function chainOf(thing: unknown): Error[] {
  return thing instanceof Error ? [thing, ...chainOf(thing.cause)] : []
}
