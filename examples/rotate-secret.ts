/**
 * Gives many deployments a new secret and keeps the one before, so that their functions can accept both for a while.
 * Nothing is written before all of them could be planned for.
 *
 *     CONVEX_DEPLOY_KEYS='prod:one|…,prod:two|…' npx tsx rotate-secret.ts
 */
import { randomBytes } from 'node:crypto'
import { createDeploymentClient } from 'convex-deployment'
import { applyAll, type FleetPlan, planAll } from 'convex-deployment/config'

const keys = (process.env.CONVEX_DEPLOY_KEYS ?? '').split(',')
const deployments = keys.map(token => createDeploymentClient({ token }))

const secret = randomBytes(32).toString('hex')
const current = await Promise.all(deployments.map(({ env }) => env.get('WEBHOOK_SECRET')))
const before = new Map(deployments.map((deployment, i) => [deployment, current[i] ?? null]))

const plans: FleetPlan[] = []
for await (const planned of planAll(deployments, client => ({
  environment: { WEBHOOK_SECRET: secret, WEBHOOK_SECRET_BEFORE: before.get(client) ?? null },
}))) {
  plans.push(planned)
}

const refused = plans.filter(planned => planned.status === 'failed' || planned.plan.problems.length > 0)
for (const planned of refused) {
  console.error(planned.client.name, planned.status === 'failed' ? planned.error : planned.plan.problems)
}
if (refused.length > 0) throw new Error('Nothing was written.')

for await (const result of applyAll(plans)) {
  console.log(result.client.name, result.status === 'failed' ? result.error : result.status)
  if (result.status === 'failed') process.exitCode = 1
}
