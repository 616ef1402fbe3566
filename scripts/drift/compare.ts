import type { Document } from '../generation/documents.js'
import { type Place, placesOf } from './places.js'
import { isUpper } from './ways.js'

/** What one document says otherwise than the other: `ours` is what the client is made from, `theirs` what is live. */
export interface Difference {
  /** Tells whether the client would send what is refused or ignored, or read what it does not expect. */
  readonly breaking: boolean
  /** `POST /update_environment_variables request changes[].value` */
  readonly where: string
  readonly what: string
}

/**
 * Compares two documents place by place, the breaking differences first. Who reads must take all that is written: in
 * what is sent theirs must not narrow, in what is answered theirs must not widen.
 */
export function compareDocuments(ours: Document, theirs: Document): Difference[] {
  const [mine, others] = [placesOf(ours), placesOf(theirs)]
  // The places that are not the same on both sides: what is inside of them is not compared.
  const apart = new Set<string>()
  const differences = [...new Set([...mine.keys(), ...others.keys()])].flatMap(where => {
    const [own, other] = [mine.get(where), others.get(where)]
    const parent = (own ?? other)?.parent ?? ''
    if (!own || !other || apart.has(parent) || !isAlike(own, other)) apart.add(where)
    if (apart.has(parent)) return []
    // A field that only the one side names is among those of any name on the other.
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
  // Of a kind, the union around it has said so.
  if (!place || place.kind) return []
  if (place.parent === '')
    return [ours ? [true, 'theirs does not have it'] : [false, 'ours does not have it']]
  // A deployment ignores what it does not know: a request would lose what it says there.
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

/** The rules that count are those of the side that reads. */
function compareRules({ sent, rules: ours }: Place, { rules: theirs }: Place): Finding[] {
  return [...(sent ? theirs : ours).keys()].flatMap((rule): Finding[] => {
    const none = isUpper(rule) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    const [mine, other] = [ours.get(rule) ?? none, theirs.get(rule) ?? none]
    const narrower = isUpper(rule) ? other < mine : other > mine
    return mine === other ? [] : [[narrower === sent, ruled(rule, mine, other)]]
  })
}

function ruled(rule: string, ours: number, theirs: number): string {
  if (!rule.includes(' ')) return `theirs has ${rule} ${theirs}, ours ${ours}`.replace(/-?Infinity/, 'none')
  return Number.isFinite(theirs) ? `theirs demands ${rule}` : `theirs does not demand ${rule}`
}

/** Tells whether what is inside of two places can be compared: in both there is something, and something common. */
function isAlike(ours: Place, theirs: Place): boolean {
  const free = [ours, theirs].some(({ allowed }) => allowed?.has('any object') || allowed?.has('any array'))
  return !free && !isOther(ours, theirs)
}

function isOther(ours: Place, theirs: Place): boolean {
  return missing(theirs, ours).length > 0 && missing(ours, theirs).length === ours.allowed?.size
}

/** Lists what the one place allows and the other does not, where both say what they allow. */
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

/** `a, b or c`, without the quotes of JSON. */
function oneOf(tokens: readonly string[]): string {
  const all = tokens.map(token => token.replace(/^"(.*)"$/, '$1'))
  return [all.slice(0, -1).join(', '), ...all.slice(-1)].filter(Boolean).join(' or ')
}
