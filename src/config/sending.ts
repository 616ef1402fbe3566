import type { DeploymentClient } from '../client.js'
import {
  type ApplyStep,
  hadNoEffect,
  isDeploymentError,
  PartialUpdateError,
  UnconfirmedError,
} from '../errors.js'
import type { EnvironmentChange } from '../resources/environment/changes.js'
import type { CallOptions } from '../transport/options.js'
import { namesOf, writeVariables } from './environment/apply.js'
import type { Pending } from './pending.js'
import { readVariables, type State } from './reading.js'
import { writeSetting } from './settings/apply.js'
import { SECTIONS } from './settings/sections.js'
import type { Steps } from './steps.js'

/** Sends the changes of variables, and records what became of each. */
export async function sendVariables(
  client: DeploymentClient,
  changes: readonly EnvironmentChange[],
  {
    steps,
    call,
    blind,
    before,
  }: { steps: Steps; call: CallOptions; blind: boolean; before: State['variables'] },
): Promise<void> {
  if (changes.length === 0) return
  const mark = (names: readonly string[], status: ApplyStep['status']) => {
    for (const name of names) steps.mark('environment', name, { status })
  }
  try {
    await writeVariables(client, changes, call, before, blind ? undefined : () => readVariables(client, call))
    mark(namesOf(changes), 'done')
  } catch (error) {
    mark(namesOf(changes), isDeploymentError(error) ? error.outcome : 'unknown')
    if (error instanceof UnconfirmedError)
      mark(namesOf(changes.filter(({ name }) => !error.names.includes(name))), 'done')
    if (error instanceof PartialUpdateError) {
      if (hadNoEffect(error.cause)) mark(namesOf(changes), 'rejected')
      mark(error.applied, 'done')
    }
    throw error
  }
}

/** Sends the changes of settings one after another, and waits until those of a section work before it goes on. */
export async function sendSettings(
  client: DeploymentClient,
  pending: Pending['settings'],
  steps: Steps,
  call: CallOptions,
): Promise<void> {
  for (const section of SECTIONS) {
    const ids: string[] = []
    for (const { change } of pending.filter(({ section: at }) => at === section)) {
      const result = await writeSetting(client, section, change, call)
      steps.mark(section.name, change.name, result)
      if (result.failure) throw result.failure.error
      if (result.id !== undefined) ids.push(result.id)
    }
    for (const id of ids) await section.settle?.(client, id, call)
  }
}
