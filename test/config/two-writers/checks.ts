import { expect } from 'vitest'
import type { ApplyResult } from '../../../src/config/index.js'
import { DeploymentError, InvalidInputError, StalePlanError, UnconfirmedError } from '../../../src/index.js'
import type { Case } from './case.js'
import type { Observed } from './run.js'

/** Nothing but the plan's own variables changes, nothing that moved is overwritten, and what is reported is true. */
export function expectTruth(given: Case, seen: Observed): void {
  const { result } = seen
  expectBystandersUnharmed(seen)
  expectNothingOverwritten(given, seen)
  if (result instanceof StalePlanError) expectStale(result, seen)
  else if (result instanceof UnconfirmedError) expectUnconfirmed(result, given, seen)
  else if (result instanceof DeploymentError) expectFailure(result, given, seen)
  else if (result instanceof Error) throw result
  else expectDone(result, given, seen)
}

function expectBystandersUnharmed({ planned, alone, finally: there, written, tookEffect }: Observed): void {
  const bystanders = (variables: ReadonlyMap<string, string>) =>
    new Map([...variables].filter(([name]) => !planned.has(name)))
  expect(bystanders(there)).toEqual(bystanders(alone))
  expect(written.length).toBeLessThanOrEqual(1)
  if (written.length === 0) expect(tookEffect).toBe(false)
  if (!tookEffect) expect(there).toEqual(alone)
}

/** Where something moved before the second reading, that is result, unless that reading failed; and nothing is sent. */
function expectNothingOverwritten(given: Case, seen: Observed): void {
  if (movedBeforeRereading(seen).length === 0) return
  expect(seen.written).toEqual([])
  expect(seen.result instanceof StalePlanError || mayFailToReread(given)).toBe(true)
}

function expectStale({ outcome, names }: StalePlanError, seen: Observed): void {
  expect([...names].sort()).toEqual(movedBeforeRereading(seen).sort())
  expect(names).not.toEqual([])
  expect(outcome).toBe('not-sent')
  expect(seen.written).toEqual([])
}

/** The answer was lost: what is not named is as planned, and what is named is as `status` says. */
function expectUnconfirmed({ outcome, status, names }: UnconfirmedError, given: Case, seen: Observed): void {
  const { atRereading, finally: there, tookEffect } = seen
  expect(outcome).toBe('unknown')
  expect(given.strikes).toBe('writing')
  expect(names).not.toEqual([])
  expect(changesLeft(seen)).toEqual(expect.arrayContaining([...names]))
  expect(changesLeft(seen).filter(name => !names.includes(name) && !isAsPlanned(name, seen))).toEqual([])
  if (tookEffect && given.fault?.kind === 'late-commit') return
  const moved = names.filter(name => there.get(name) !== atRereading?.get(name))
  expect(status).toBe(moved.length > 0 ? 'moved' : 'unknown')
  expect(names.filter(name => isAsPlanned(name, seen))).toEqual([])
}

function expectFailure(error: DeploymentError, given: Case, seen: Observed): void {
  expect(error).not.toBeInstanceOf(InvalidInputError)
  expect(given.fault).toBeDefined()
  if (error.outcome !== 'unknown') expect(seen.tookEffect).toBe(false)
  if (seen.written.length === 0) expect(error.operation).toBe('listEnvironmentVariables')
  else expect(error.outcome).toBe('rejected')
}

function expectDone({ status, changes, unverified }: ApplyResult, given: Case, seen: Observed): void {
  expect(changes.map(({ name }) => name).sort()).toEqual(changesLeft(seen).sort())
  expect(status).toBe(changes.length > 0 ? 'applied' : 'unchanged')
  expect(seen.written.length).toBe(changes.length > 0 ? 1 : 0)
  const differing = changes.map(({ name }) => name).filter(name => !isAsPlanned(name, seen))
  const blindly = given.fault && given.strikes === 'reading back'
  const all = blindly && unverified.length === changes.length
  if (!all) expect([...unverified].sort()).toEqual(differing.sort())
  if (differing.length > 0) expect(sentAll(seen)).toBe(true)
}

/** What differs from the plan when the client reads again. */
function changesLeft({ planned, atRereading }: Observed): string[] {
  return [...planned].flatMap(([name, value]) => ((atRereading?.get(name) ?? null) === value ? [] : [name]))
}

function movedBeforeRereading(seen: Observed): string[] {
  return changesLeft(seen).filter(name => seen.atRereading?.get(name) !== seen.atPlanning.get(name))
}

function isAsPlanned(name: string, { planned, finally: there }: Observed): boolean {
  return (there.get(name) ?? null) === planned.get(name)
}

/** Whether the whole change was sent: the audit log has no entry for the removal of what was gone already. */
function sentAll({ written, tookEffect, planned }: Observed): boolean {
  return written.length === 1 && (tookEffect || [...planned.values()].every(value => value === null))
}

function mayFailToReread({ strikes, fault }: Case): boolean {
  return strikes === 'rereading' && fault !== undefined
}
