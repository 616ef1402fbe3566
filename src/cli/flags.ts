import { usage } from './refusal.js'

/** The flags of a command line, each read as what it should be. */
export class Flags {
  readonly #given: { readonly [name: string]: unknown }

  constructor(given: { readonly [name: string]: unknown }) {
    this.#given = given
  }

  /** Whether a switch is on. */
  on(name: string): boolean {
    return this.#given[name] === true
  }

  /** Whether a flag that is on by default was turned off by its `--no-` form. */
  off(name: string): boolean {
    return this.#given[name] === false
  }

  /** Whether a flag is there, with a value or without. */
  has(name: string): boolean {
    return this.#given[name] !== undefined
  }

  /** The text of a flag. */
  text(name: string): string | undefined {
    const value = this.#given[name]
    return typeof value === 'string' ? value : undefined
  }

  /** The texts of a flag that may be given several times. */
  list(name: string): readonly string[] {
    const value = this.#given[name]
    return Array.isArray(value) ? value.map(String) : []
  }

  /** A whole number. */
  whole(name: string, least = 0): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const number = Number(text)
    if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number
    throw usage(`${dashed(name)} takes a whole number of at least ${least}.`)
  }

  /** One of several words. */
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const word = words.find(known => known === text)
    if (word !== undefined) return word
    throw usage(`${dashed(name)} takes one of: ${words.join(', ')}.`)
  }

  /** Refuses flags that exclude each other. */
  exclusive(...names: readonly string[]): void {
    const given = names.filter(name => this.has(name) && this.#given[name] !== false)
    if (given.length > 1) throw usage(`${given.map(dashed).join(' and ')} exclude each other: give one.`)
  }
}

/** A flag's name as it is typed. */
export function dashed(name: string): string {
  return `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`
}
