import type { DeploymentClient } from '../../index.js'
import { printable } from '../../text/quote.js'
import { refused } from '../refusal.js'
import { type Line, styled } from '../terminal/line.js'
import { labelOf } from './credentials.js'
import type { Identity } from './identity.js'

/** A deployment, as far as its introduction says it. */
interface Introduced {
  readonly client: Pick<DeploymentClient, 'name'>
  readonly label: string
  readonly named: string | undefined
  readonly identity: Identity
}

/** The key that a deployment was opened by. */
interface Opener {
  /** The place of the key, in words. */
  readonly from: string
  /** The reference that it was found by. */
  readonly reference?: string | undefined
}

/** Returns the line that says which deployment this is. Where no host proves the name in a key, it is quoted. */
export function introduction(
  { client, label, named, identity }: Introduced,
  { from, reference }: Opener,
  as = '',
): Line {
  const about = [identity.type, identity.project, reference].filter(Boolean).join(', ')
  const key =
    client.name !== undefined || named === undefined || named === label
      ? 'key'
      : `key "${labelOf({ name: named })}"`
  return [as, styled('bold', label), ` (${about})`, styled('dim', ` · ${key}: ${from}`)]
}

/** Returns the line that says that the project develops on another deployment. */
export function warning(other: string, { label }: Introduced): Line {
  return styled('yellow', `Note: this project develops on ${other}, the key is for ${label}.`)
}

const TYPES = ['prod', 'dev', 'preview', 'custom', 'local', 'self-hosted']

/** Refuses a deployment that is not the expected one, by its type or its name. */
export function assertExpected({ identity, label }: Introduced, expected: string | undefined): void {
  if (expected === undefined) return
  const { type, doubt } = identity
  const isType = TYPES.includes(expected)
  if (!isType && label === expected) return
  if (isType && type === expected) {
    if (doubt === undefined || type === 'self-hosted') return
    throw refused(`Expected ${expected}, but ${label} only claims to be that: ${doubt}.`, {
      add: [['--expect', label]],
    })
  }
  throw refused(`Expected ${labelOf({ name: expected })}, but this is ${label} (${printable(type)}).`, {
    data: { option: 'expect' },
  })
}
