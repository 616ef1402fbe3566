import { usage } from './refusal.js'

/** One flag: its argument, its effect, and how its value is read. */
export interface Flag<Value = unknown> {
  /** The argument, such as `<file>`. A switch has none. */
  readonly takes?: string
  readonly effect: string
  /** Adds up when the flag is repeated. */
  readonly repeatable?: true
  /** The words that a shell completes to. */
  readonly words?: readonly string[]
  /** Takes patterns of names, which a shell may take for patterns of files. */
  readonly isPattern?: true
  /** The value of the flag alone: any other one follows a `=`, never as the next word. */
  readonly bare?: string
  /**
   * Reads what the parser found, which is `undefined` if the flag is not there.
   * @throws {Refusal} for a value that does not fit
   */
  readonly read: (given: unknown, flag: string) => Value
}

/** The flags of a group by name, in camel case: `createOnly` is `--create-only`. */
type Flags = { readonly [name: string]: Flag }

/** Flags that belong together, under one heading of the help. */
export interface FlagGroup<Declared extends Flags = Flags> {
  readonly heading: string
  readonly flags: Declared
}

/** The options that the flags of a command line set. */
export type OptionsIn<Group extends FlagGroup> = Intersection<
  Group extends FlagGroup<infer Declared>
    ? { readonly [Name in keyof Declared]: Declared[Name] extends Flag<infer Value> ? Value : never }
    : never
>

type Intersection<Union> = (Union extends unknown ? (part: Union) => void : never) extends (
  whole: infer Whole,
) => void
  ? Whole
  : never

/** The flags that the parser found, by name. */
export type Given = { readonly [name: string]: unknown }

/** Declares flags under a heading of their own. */
export function group<const Declared extends Flags>(heading: string, flags: Declared): FlagGroup<Declared> {
  return { heading, flags }
}

/** Declares the flags of one command alone. */
export function own<const Declared extends Flags>(flags: Declared): FlagGroup<Declared> {
  return group('Options:', flags)
}

/** Declares a switch. */
export function on(effect: string): Flag<boolean> {
  return { effect, read: given => given === true }
}

/**
 * Declares a flag with any text.
 * @param words the texts that it usually has, for completion
 */
export function text(takes: string, effect: string, words: readonly string[] = []): Flag<string | undefined> {
  return { takes, effect, words, read: given => (typeof given === 'string' ? given : undefined) }
}

/** Declares a flag whose argument may be left out. */
export function optionalText(takes: string, effect: string): Flag<string | true | undefined> {
  return { takes, effect, read: given => (typeof given === 'string' || given === true ? given : undefined) }
}

/** Declares a flag with patterns of names, which are separated by commas or given one by one. */
export function patterns(effect: string): Flag<readonly string[] | undefined> {
  return { ...texts('<patterns>', effect), isPattern: true }
}

/** Declares a flag with any texts, which are separated by commas or given one by one. */
export function texts(takes: string, effect: string): Flag<readonly string[] | undefined> {
  return {
    takes,
    effect,
    repeatable: true,
    read: given => (Array.isArray(given) ? given.map(String) : undefined),
  }
}

/** Declares a flag with a whole number. */
export function whole(takes: string, effect: string, least = 0): Flag<number | undefined> {
  return {
    takes,
    effect,
    read(given, flag) {
      if (given === undefined) return undefined
      const number = Number(given)
      if (/^\d+$/.test(`${given}`) && Number.isSafeInteger(number) && number >= least) return number
      throw usage(`${flag} takes a whole number of at least ${least}.`)
    },
  }
}

/** Declares a flag with one of several words. */
export function oneOf<const Word extends string>(
  takes: string,
  effect: string,
  words: readonly Word[],
): Flag<Word | undefined> {
  return {
    takes,
    effect,
    words,
    read(given, flag) {
      if (given === undefined) return undefined
      const word = words.find(known => known === given)
      if (word !== undefined) return word
      throw usage(`${flag} takes one of: ${words.join(', ')}.`)
    },
  }
}

/**
 * Reads every flag of the groups: those of one command, and those that it has in common with others.
 * @throws {Refusal} for a value that does not fit
 */
export function readOptions<Own extends FlagGroup, Common extends FlagGroup>(
  own: readonly Own[],
  common: readonly Common[],
  given: Given,
): OptionsIn<Own> & OptionsIn<Common> {
  const flags = [...own, ...common].flatMap(group => Object.entries(group.flags))
  return Object.assign({}, ...flags.map(([name, { read }]) => ({ [name]: read(given[name], dashed(name)) })))
}

/** Refuses options that contradict each other. */
export function assertOneOf<Options extends object>(
  options: Options,
  ...names: readonly (keyof Options & string)[]
): void {
  const given = names.filter(name => options[name] !== undefined && options[name] !== false)
  if (given.length > 1) throw usage(`${given.map(dashed).join(' and ')} cannot be combined.`)
}

/** Returns the flags whose values add up, as they are typed. */
export function repeatableFlags(groups: readonly FlagGroup[]): string[] {
  return flagsWith(groups, ({ repeatable }) => repeatable === true)
}

/** Returns the values of flags that may be alone, by the flag as it is typed. */
export function bareValues(groups: readonly FlagGroup[]): ReadonlyMap<string, string> {
  const flags = groups.flatMap(group => Object.entries<Flag>(group.flags))
  return new Map(flags.flatMap(([name, { bare }]) => (bare === undefined ? [] : [[dashed(name), bare]])))
}

/** Returns the flags that take patterns of names, as they are typed. */
export function patternFlags(groups: readonly FlagGroup[]): string[] {
  return flagsWith(groups, ({ isPattern }) => isPattern === true)
}

function flagsWith(groups: readonly FlagGroup[], fits: (flag: Flag) => boolean): string[] {
  const flags = groups.flatMap(group => Object.entries(group.flags))
  return flags.filter(([, flag]) => fits(flag)).map(([name]) => dashed(name))
}

/** Returns a flag as it is typed. */
export function dashed(name: string): string {
  return `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`
}
