import { marksIn } from './markers.js'
import { plantedPlaces } from './places.js'
import { sinksOf } from './sinks.js'

/** Looks for planted secrets wherever they must not be, and keeps account of what it was shown. */
export class Watch {
  /** Where secrets showed, and which. */
  readonly hits = new Map<string, string>()
  /** How many texts were searched. */
  searched = 0
  /** What was driven, by kind: methods, errors, levels of the log, … */
  readonly seen = new Map<string, Set<string>>()

  note(kind: string, what: string): void {
    this.seen.set(kind, (this.seen.get(kind) ?? new Set()).add(what))
  }

  /** Notes which secrets a request holds, by where its document marks one. */
  sent(request: Request, body: string): void {
    for (const place of plantedPlaces(request, body)) this.note('place', place)
  }

  /** Searches one text. */
  text(where: string, text: string): void {
    this.searched += 1
    const marks = marksIn(text)
    if (marks.length > 0) this.hits.set(where, [...new Set(marks)].join(' '))
  }

  /** Searches a thing in every way in which it could be printed. */
  thing(where: string, thing: unknown): void {
    for (const [sink, text] of sinksOf(thing)) this.text(`${where}: ${sink}`, text)
  }
}
