/**
 * Waits until a deployment that was just created answers, and gives it its first variables.
 *
 *     CONVEX_DEPLOY_KEY='preview:…' npx tsx seed-deployment.ts
 */
import { randomBytes } from 'node:crypto'
import { createDeploymentClientFromEnvironment } from 'convex-deployment'
import { applyPlan, createOnly, planDeployment } from 'convex-deployment/config'

const deployment = createDeploymentClientFromEnvironment()
await deployment.ready()

const plan = await planDeployment(deployment, {
  environment: {
    LOG_LEVEL: 'debug',
    SESSION_SECRET: createOnly(randomBytes(32).toString('hex')), // never replaced, however often this runs
  },
})
const { status, changes } = await applyPlan(deployment, plan)
console.log(deployment.name, status, changes.map(({ name }) => name).join(' '))
