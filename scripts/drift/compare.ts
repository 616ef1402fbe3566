import type { Document } from '../generation/documents.js'
import { type Place, placesOf } from './places.js'
import { isUpper } from './ways.js'

/** A difference between the document that the client is made from (`ours`) and another one (`theirs`). */
export interface Difference {
  /** Set if the client would send something that is refused or ignored, or read something that it does not expect. */
  readonly breaking: boolean
  /** The place, such as `POST /update_environment_variables request changes[].value`. */
  readonly where: string
  readonly what: string
}

/**
 * Compares two documents place by place, and returns the breaking differences first. A reader must accept all that is
 * written: theirs must not be narrower in requests, nor wider in answers.
 */
export function compareDocuments(ours: Document, theirs: Document): Difference[] {
  const [mine, others] = [placesOf(ours), placesOf(theirs)]
  // The places that differ as a whole: their insides are not compared.
  const apart = new Set<string>()
  const differences = [...new Set([...mine.keys(), ...others.keys()])].flatMap(where => {
    const [own, other] = [mine.get(where), others.get(where)]
    const parent = (own ?? other)?.parent ?? ''
    if (!own || !other || apart.has(parent) || !isAlike(own, other)) apart.add(where)
    if (apart.has(parent)) return []
    // A field that only one side names is one of any name on the other side.
    const our = own ?? mine.get(other?.rest ?? '')
    const their = other ?? others.get(own?.rest ?? '')
    const found = our && their ? comparePlaces(our, their) : compareLone(our, their)
    return found.map(([breaking, what]) => ({ breaking, where, what }))
  })
  return differences.sort((a, b) => Number(b.breaking) - Number(a.breaking))
}

type Finding = readonly [breaking: boolean, what: string]

function compareLone(ours: Place | undefined, theirs: Place | undefined): Finding[] {
  const place = ours ?? theirs
  // The union around a kind has reported it already.
  if (!place || place.kind) return []
  if (place.parent === '')
    return [ours ? [true, 'theirs does not have it'] : [false, 'ours does not have it']]
  // A deployment ignores unknown fields: a request would lose this one.
  const breaking = place.sent ? (theirs?.required ?? true) : ours?.required === true
  return [[breaking, `theirs ${demand(theirs)}, ours ${demand(ours)}`]]
}

function comparePlaces(ours: Place, theirs: Place): Finding[] {
  const { sent } = ours
  const findings: Finding[] = []
  if (theirs.deprecated && !ours.deprecated) findings.push([false, 'theirs marks it as deprecated'])
  if (ours.required !== theirs.required) {
    findings.push([theirs.required === sent, `theirs ${demand(theirs)}, ours ${demand(ours)}`])
  }
  const [lost, gained] = [missing(ours, theirs), missing(theirs, ours)]
  if (isOther(ours, theirs)) return [...findings, [true, `theirs is ${oneOf(gained)}, ours ${oneOf(lost)}`]]
  if (lost.length > 0) findings.push([sent, `theirs does not allow ${oneOf(lost)}`])
  const types = new Set(ours.allowed?.values())
  const passes = ours.open && gained.every(token => types.has(theirs.allowed?.get(token) ?? ''))
  if (gained.length > 0) findings.push([!sent && !passes, `theirs allows ${oneOf(gained)}, too`])
  return [...findings, ...compareRules(ours, theirs)]
}

/** Compares the rules of the side that reads. */
function compareRules({ sent, rules: ours }: Place, { rules: theirs }: Place): Finding[] {
  return [...(sent ? theirs : ours).keys()].flatMap((rule): Finding[] => {
    const unbounded = isUpper(rule) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    const [mine, other] = [ours.get(rule) ?? unbounded, theirs.get(rule) ?? unbounded]
    const narrower = isUpper(rule) ? other < mine : other > mine
    return mine === other ? [] : [[narrower === sent, ruled(rule, mine, other)]]
  })
}

function ruled(rule: string, ours: number, theirs: number): string {
  if (!rule.includes(' ')) return `theirs has ${rule} ${theirs}, ours ${ours}`.replace(/-?Infinity/, 'none')
  return Number.isFinite(theirs) ? `theirs demands ${rule}` : `theirs does not demand ${rule}`
}

/** Returns true if the insides of two places can be compared: both have some, and some in common. */
function isAlike(ours: Place, theirs: Place): boolean {
  const free = [ours, theirs].some(({ allowed }) => allowed?.has('any object') || allowed?.has('any array'))
  return !free && !isOther(ours, theirs)
}

function isOther(ours: Place, theirs: Place): boolean {
  return missing(theirs, ours).length > 0 && missing(ours, theirs).length === ours.allowed?.size
}

/** Lists the values that only the first place allows, if both say what they allow. */
function missing({ allowed }: Place, { allowed: others }: Place): string[] {
  if (!allowed || !others) return []
  return [...allowed].flatMap(([token, type]) =>
    others.has(token) || others.has(`any ${type}`) ? [] : [token],
  )
}

function demand(place: Place | undefined): string {
  if (!place) return 'does not have it'
  return place.required ? 'requires it' : 'has it optional'
}

/** Returns `a, b or c`, without the quotes of JSON. */
function oneOf(tokens: readonly string[]): string {
  const all = tokens.map(token => token.replace(/^"(.*)"$/, '$1'))
  return [all.slice(0, -1).join(', '), ...all.slice(-1)].filter(Boolean).join(' or ')
}
