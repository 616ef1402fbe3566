/**
 * Copies all environment variables from one deployment to another; what only the target has stays as it is.
 *
 *     SOURCE_DEPLOY_KEY='prod:…' TARGET_DEPLOY_KEY='dev:…' npx tsx copy-variables.ts
 */
import { createDeploymentClient } from 'convex-deployment'
import { applyPlan, planDeployment } from 'convex-deployment/config'

const source = createDeploymentClient({ token: process.env.SOURCE_DEPLOY_KEY ?? '' })
const target = createDeploymentClient({ token: process.env.TARGET_DEPLOY_KEY ?? '' })

const variables = await source.env.list()
const plan = await planDeployment(target, { environment: variables })
for (const { action, name } of plan.environment.changes) console.log(action, name)

const { status } = await applyPlan(target, plan)
console.log(`${source.name} → ${target.name}: ${status}`)
