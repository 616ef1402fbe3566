import type { CheckResult, MissingVariable, Needs, Place } from 'convex-deployment/check'
import { printable, quote, quoteAll } from '../../text/quote.js'
import { failureOf } from '../failure.js'
import { columns, type Line, type Row, type Style, styled } from '../terminal/line.js'
import type { Answer } from './answers.js'

/** A row of an answer, and what tells it from others. */
interface Finding {
  readonly id: string
  readonly row: Row
}

/** Shows every answer. What all of them have in common is said once, and so is what is of the code alone. */
export function checkLines(answers: readonly Answer[], needs: Needs): Line[] {
  const each = answers.map(({ result }) => (result ? findingsOf(result) : undefined))
  const known = each.flatMap(findings => (findings ? [findings] : []))
  const [first = [], ...others] = known
  const common =
    known.length > 1 && known.length === answers.length
      ? first.filter(({ id }) => others.every(findings => findings.some(other => other.id === id)))
      : []
  const shared = new Set(common.map(({ id }) => id))
  return [
    ...(common.length > 0 ? [styled('bold', `all ${answers.length}:`), ...indented(common)] : []),
    ...answers.flatMap((answer, index) => [
      headline(answer),
      ...indented((each[index] ?? []).filter(({ id }) => !shared.has(id))),
    ]),
    ...codeLines(needs),
  ]
}

/** Returns true if there is anything to say beside what is required. */
export function hasRemarks(answers: readonly Answer[], { unclear, unread }: Needs): boolean {
  const own = answers.some(({ result }) => result && result.fallback.length + result.unseen.length > 0)
  return own || unclear.length + unread.length > 0
}

function headline({ label, result, error }: Answer): Line {
  const name = styled('bold', printable(label))
  if (result === undefined)
    return [name, ': ', styled('red', 'failed'), `, ${failureOf(error, false).message}`]
  const { missing, wrongType } = result
  if (missing.length + wrongType.length === 0)
    return [name, ': ', styled('green', 'everything required is set'), '.']
  const counts = [
    ...(missing.length > 0 ? [`${missing.length} missing`] : []),
    ...(wrongType.length > 0 ? [`${wrongType.length} of the wrong type`] : []),
  ]
  return [name, ': ', styled('red', counts.join(', ')), '.']
}

function findingsOf({ missing, wrongType, fallback, unseen }: CheckResult): Finding[] {
  return [
    ...missing.map(one => finding('red', 'missing', one.name, whereMissing(one))),
    ...wrongType.map(({ name, values, places }) =>
      finding('red', 'wrong type', name, `${oneOf(values)}: ${placesOf(places)}`),
    ),
    ...fallback.map(({ name, places }) => finding('yellow', 'has a fallback', name, placesOf(places))),
    ...unseen.map(name => finding('dim', 'not in the code', name, 'a package may read it')),
  ]
}

function finding(style: Style, kind: string, name: string, note: string): Finding {
  return { id: `${kind} ${name}`, row: [styled(style, kind), quote(name), styled('dim', note)] }
}

function whereMissing({ places, instead = [] }: MissingVariable): string {
  const demanding = places.filter(({ kind }) => kind !== 'fallback')
  const or = instead.length > 0 ? `, or set ${quoteAll(instead)}` : ''
  return `${placesOf(demanding)}${or}`
}

function oneOf(values: readonly string[]): string {
  const shown = values.slice(0, MOST_VALUES).map(value => printable(JSON.stringify(value)))
  return `must be ${[...shown, ...(values.length > MOST_VALUES ? ['…'] : [])].join(' or ')}`
}

const MOST_VALUES = 6

function placesOf(places: readonly Place[]): string {
  const [first, ...others] = places
  if (!first) return ''
  return `${placeOf(first)}${others.length > 0 ? ` and ${others.length} more` : ''}`
}

function placeOf({ file, line, column }: Partial<Place>): string {
  return printable([file, line, column].filter(part => part !== undefined).join(':'))
}

/** Shows what is of the code, whatever the variables are. */
function codeLines({ unclear, unread, unbound }: Needs): Line[] {
  return columns([
    ...unbound.map(({ name, component, ...place }): Row => {
      const note = `${quote(component)} requires it: pass it in \`use\`, ${placeOf(place)}`
      return [styled('red', 'not passed'), quote(name), note]
    }),
    ...unclear.map((place): Row => [styled('yellow', "can't be known"), placeOf(place), place.reason]),
    ...unread.map((place): Row => [styled('yellow', 'not read'), placeOf(place), place.reason]),
  ])
}

function indented(findings: readonly Finding[]): Line[] {
  return columns(findings.map(({ row }) => ['', ...row]))
}
