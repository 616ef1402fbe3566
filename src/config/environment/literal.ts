/** A value that is meant as it is written, also where it looks like a reference. It does not show itself. */
export class Literal {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** Returns the value itself: printing and serializing do not show it. */
  reveal(): string {
    return this.#text
  }
}
