/**
 * Gives many deployments a new secret and keeps the one before, so that their functions can accept both for a while.
 * Nothing is written before all of them could be planned for.
 *
 *     CONVEX_DEPLOY_KEYS='prod:one|…,prod:two|…' npx tsx rotate-secret.ts
 */
import { randomBytes } from 'node:crypto'
import { applyAll, createDeploymentClient, type PlanOutcome, planAll } from 'convex-deployment'

const keys = (process.env.CONVEX_DEPLOY_KEYS ?? '').split(',')
const deployments = keys.map(token => createDeploymentClient({ token }))

const secret = randomBytes(32).toString('hex')
const current = await Promise.all(deployments.map(({ env }) => env.get('WEBHOOK_SECRET')))
const before = new Map(deployments.map((deployment, i) => [deployment, current[i] ?? null]))

const plans: PlanOutcome[] = []
for await (const outcome of planAll(deployments, target => ({
  WEBHOOK_SECRET: secret,
  WEBHOOK_SECRET_BEFORE: before.get(target) ?? null,
}))) {
  plans.push(outcome)
}

const refused = plans.filter(({ plan }) => plan === undefined || plan.problems.length > 0)
for (const { target, plan, error } of refused) console.error(target.name, error ?? plan?.problems)
if (refused.length > 0) throw new Error('Nothing was written.')

for await (const { target, result, error } of applyAll(plans)) {
  console.log(target.name, error ?? result?.status)
  if (error !== undefined) process.exitCode = 1
}
