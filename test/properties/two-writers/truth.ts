import { expect } from 'vitest'
import {
  type ApplyResult,
  DeploymentError,
  InvalidInputError,
  StalePlanError,
  UnconfirmedError,
} from '../../../src/index.js'
import { hangs, type Story } from './story.js'
import type { Observed } from './world.js'

/** Nothing but the plan's own variables changes, nothing that moved is overwritten, and what is told is true. */
export function expectTruth(story: Story, seen: Observed): void {
  const { told } = seen
  expectBystandersUnharmed(seen)
  expectNothingOverwritten(story, seen)
  if (told instanceof StalePlanError) expectStale(told, seen)
  else if (told instanceof UnconfirmedError) expectUnconfirmed(told, story, seen)
  else if (told instanceof DeploymentError) expectFailure(told, story, seen)
  else if (told instanceof Error) throw told
  else expectDone(told, story, seen)
}

function expectBystandersUnharmed({ planned, alone, finally: there, written, tookEffect }: Observed): void {
  const bystanders = (variables: ReadonlyMap<string, string>) =>
    new Map([...variables].filter(([name]) => !planned.has(name)))
  expect(bystanders(there)).toEqual(bystanders(alone))
  expect(written.length).toBeLessThanOrEqual(1)
  if (written.length === 0) expect(tookEffect).toBe(false)
  if (!tookEffect) expect(there).toEqual(alone)
}

/** Where something moved before the second reading, that is told, unless that reading failed; and nothing is sent. */
function expectNothingOverwritten(story: Story, seen: Observed): void {
  if (movedBeforeRereading(seen).length === 0) return
  expect(seen.written).toEqual([])
  expect(seen.told instanceof StalePlanError || mayFailToReread(story)).toBe(true)
}

function expectStale({ outcome, names }: StalePlanError, seen: Observed): void {
  expect([...names].sort()).toEqual(movedBeforeRereading(seen).sort())
  expect(names).not.toEqual([])
  expect(outcome).toBe('not-sent')
  expect(seen.written).toEqual([])
}

/** The answer was lost: what is not named is as planned, and what is named is as `status` says. */
function expectUnconfirmed({ outcome, status, names }: UnconfirmedError, story: Story, seen: Observed): void {
  const { atRereading, finally: there, tookEffect } = seen
  expect(outcome).toBe('unknown')
  expect(story.strikes).toBe('writing')
  expect(names).not.toEqual([])
  expect(changesLeft(seen)).toEqual(expect.arrayContaining([...names]))
  expect(changesLeft(seen).filter(name => !names.includes(name) && !isAsPlanned(name, seen))).toEqual([])
  if (tookEffect && story.fault?.kind === 'late-commit') return
  // Reading back had no time left on a busy machine: nothing is known, and that is told.
  if (hangs(story) && status === 'unknown' && names.length === changesLeft(seen).length) return
  const moved = names.filter(name => there.get(name) !== atRereading?.get(name))
  expect(status).toBe(moved.length > 0 ? 'moved' : 'unknown')
  expect(names.filter(name => isAsPlanned(name, seen))).toEqual([])
}

function expectFailure(error: DeploymentError, story: Story, seen: Observed): void {
  expect(error).not.toBeInstanceOf(InvalidInputError)
  expect(story.fault).toBeDefined()
  if (error.outcome !== 'unknown') expect(seen.tookEffect).toBe(false)
  if (seen.written.length === 0) expect(error.operation).toBe('listEnvironmentVariables')
  else expect(error.outcome).toBe('rejected')
}

function expectDone({ status, changes, unverified }: ApplyResult, story: Story, seen: Observed): void {
  expect(changes.map(({ name }) => name).sort()).toEqual(changesLeft(seen).sort())
  expect(status).toBe(changes.length > 0 ? 'applied' : 'unchanged')
  expect(seen.written.length).toBe(changes.length > 0 ? 1 : 0)
  const differing = changes.map(({ name }) => name).filter(name => !isAsPlanned(name, seen))
  const blindly = (story.fault && story.strikes === 'reading back') || hangs(story)
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

/** A fault of that reading itself, or a time so short that a busy machine may pass it. */
function mayFailToReread(story: Story): boolean {
  return story.strikes === 'rereading' ? story.fault !== undefined : hangs(story)
}
