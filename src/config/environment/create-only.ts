import { refusal } from '../../errors.js'
import { atCaller } from '../../stack.js'
import { once } from '../../text/once.js'

/** Makes a value when a plan is applied. */
type Make = () => string | Promise<string>

/** The text of a plan for a value that is made when it is applied. */
const MADE = 'a value that a function makes'

/** A value that is set only if the deployment has no variable of that name. See `createOnly`. */
export class CreateOnly {
  readonly #given: string | Make
  readonly #made: string
  #text: string | undefined
  #partner: CreateOnly | undefined

  constructor(given: string | Make, made = MADE) {
    if (typeof given !== 'string' && typeof given !== 'function')
      throw refusal('value', '`createOnly` takes a string, or a function that makes one.')
    this.#given = given
    this.#made = made
    if (typeof given === 'string') this.#text = given
  }

  /** Says what is made when the plan is applied, such as `32 random bytes`; `undefined` if the value is known. */
  get made(): string | undefined {
    return typeof this.#given === 'string' ? undefined : this.#made
  }

  /** The value that has to be created together with this one, if there is one. */
  get partner(): CreateOnly | undefined {
    return this.#partner
  }

  /** Returns the value itself, unless it is not made yet: printing and serializing do not show it. */
  reveal(): string | undefined {
    return this.#text
  }

  /** Returns the value, and makes it on the first call. */
  readonly make = once(() => this.#call())

  async #call(): Promise<string> {
    const text: unknown = typeof this.#given === 'string' ? this.#given : await this.#given()
    if (typeof text !== 'string')
      throw refusal('value', 'A function of `createOnly` must return a string, or a promise of one.')
    this.#text = text
    return text
  }

  /** Links two values: a deployment gets both of them, or neither. */
  static pair(one: CreateOnly, other: CreateOnly): void {
    one.#partner = other
    other.#partner = one
  }
}

/**
 * Marks a value that never replaces an existing one. For peppers and signing keys, where a new value would lock
 * everybody out.
 * @param make the value, or a function that makes it. A plan then says that it will be made. The function is called at most
 *   once for each `createOnly`, when a plan that creates the variable is applied, just before it is sent. In a config of many
 *   deployments all get the same value: give each a config of its own.
 * @throws {InvalidInputError} for anything but a string or a function
 * @example
 * await planDeployment(deployment, { environment: { PASSWORD_PEPPER: createOnly(() => randomPepper()) } })
 */
export function createOnly(make: string | (() => string | Promise<string>)): CreateOnly {
  return atCaller(createOnly, () => new CreateOnly(make))
}
