import { settleAll } from '../../config/fleet.js'
import {
  type ApplyResult,
  applyAll,
  type DeploymentConfig,
  type DeploymentPlan,
  type FleetPlan,
  type PlanDeploymentOptions,
  planAll,
} from '../../config/index.js'
import type { DeploymentClient } from '../../index.js'
import { type Credentials, labelOf } from '../deployment/credentials.js'
import type { DeploymentOptions, Deployments, OpenDeployment } from '../deployment/open.js'
import { assertOneOf, group, text, whole } from '../flags.js'
import { Interrupted, type Interruption } from '../interruption.js'
import { usage } from '../refusal.js'
import type { Terminal } from '../terminal/terminal.js'
import type { Backup } from './backup.js'

export const FLEET = group('Several deployments:', {
  deployments: text('<file>', 'JSON: [{ "name" or "url", "key": "VARIABLE" }, …]'),
  concurrency: whole('<n>', 'how many at once (4)', 1),
})

/** One of several deployments: whatever is known of it so far. */
export interface Member {
  readonly label: string
  readonly open?: OpenDeployment
  readonly plan?: DeploymentPlan
  readonly result?: ApplyResult
  readonly error?: unknown
}

/** Refuses flags that are about one deployment. */
export function refuseFlagsOfOne(
  options: DeploymentOptions & { readonly deployments?: string | undefined },
): void {
  for (const flag of ['deployment', 'url', 'local', 'region'] as const)
    assertOneOf(options, 'deployments', flag)
}

/** Refuses a backup as a source. */
export async function refuseBackup(): Promise<never> {
  throw usage("A backup is of one deployment, and can't be a source for several.")
}

/** Opens all deployments, then plans for each. An error is kept with its deployment. */
export async function planFleet(
  fleet: readonly Credentials[],
  config: DeploymentConfig,
  rules: PlanDeploymentOptions,
  { deployments, terminal, concurrency = CONCURRENCY }: FleetMeans & { readonly deployments: Deployments },
): Promise<Member[]> {
  const members = await openAll(fleet, deployments, concurrency)
  const clients = members.flatMap(({ open }) => (open ? [open.client] : []))
  const progress = countTo(members.length, 'planned', terminal)
  progress(members.length - clients.length)
  const planned = new Map<DeploymentClient, Partial<Member>>()
  for await (const outcome of planAll(clients, config, { ...rules, concurrency })) {
    const { client } = outcome
    planned.set(client, outcome.status === 'failed' ? { error: outcome.error } : { plan: outcome.plan })
    progress(1)
  }
  terminal.progress('')
  rules.signal?.throwIfAborted()
  return members.map(member => ({ ...member, ...(member.open && planned.get(member.open.client)) }))
}

/** Applies the plans that have changes, and keeps each result with its deployment. */
export async function applyFleet(
  members: readonly Member[],
  means: FleetMeans & { readonly backup: Backup; readonly interruption: Interruption },
): Promise<Member[]> {
  const { backup, interruption, terminal, concurrency = CONCURRENCY } = means
  const opened = new Map(members.flatMap(({ open }) => (open ? [[open.client, open]] : [])))
  const progress = countTo(members.length, 'settled', terminal)
  progress(members.length - changesOf(members).length)
  const applied = new Map<DeploymentClient, Partial<Member>>()
  await interruption.whileWriting(async () => {
    const results = applyAll(untilInterrupted(changesOf(members), interruption), {
      concurrency,
      signal: interruption.signal,
      onBackup: async (values, client) => {
        const open = opened.get(client)
        if (open) await backup.keep(values, open)
      },
    })
    for await (const result of results) {
      applied.set(result.client, result.status === 'failed' ? { error: result.error } : { result })
      progress(1)
    }
  })
  terminal.progress('')
  return members.map(member => {
    if (member.open === undefined || member.plan === undefined) return member
    if (member.plan.isEmpty) return { ...member, result: UNCHANGED }
    return { ...member, ...(applied.get(member.open.client) ?? { error: new Interrupted(false) }) }
  })
}

interface FleetMeans {
  readonly terminal: Terminal
  readonly concurrency: number | undefined
}

const CONCURRENCY = 4

const UNCHANGED: ApplyResult = { status: 'unchanged', changes: [], unverified: [] }

async function openAll(
  fleet: readonly Credentials[],
  deployments: Deployments,
  concurrency: number,
): Promise<Member[]> {
  const opened = new Map<Credentials, Member>()
  const open = async (credentials: Credentials): Promise<readonly [Credentials, Member]> => {
    const label = labelOf(credentials)
    try {
      return [credentials, { label, open: await deployments.openSilently(credentials) }]
    } catch (error) {
      return [credentials, { label, error }]
    }
  }
  for await (const [credentials, member] of settleAll(fleet, concurrency, open)) {
    opened.set(credentials, member)
  }
  return fleet.flatMap(credentials => opened.get(credentials) ?? [])
}

function changesOf(members: readonly Member[]): FleetPlan[] {
  return members.flatMap(({ open, plan }) =>
    open && plan && !plan.isEmpty ? [{ status: 'planned', client: open.client, plan }] : [],
  )
}

/** Yields plans until Ctrl-C: writes that are under way then finish, and no other begins. */
function* untilInterrupted(plans: readonly FleetPlan[], interruption: Interruption): Generator<FleetPlan> {
  for (const plan of plans) {
    if (interruption.requested) return
    yield plan
  }
}

function countTo(total: number, word: string, terminal: Terminal): (more: number) => void {
  let count = 0
  return more => {
    count += more
    if (more > 0) terminal.progress(`${word} ${count} of ${total}`)
  }
}
