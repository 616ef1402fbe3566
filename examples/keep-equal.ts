/**
 * Keeps a deployment's environment variables equal to a .env file: sets what differs and removes what the file has not.
 * Made for CI: it stops at what looks wrong, and a second run changes nothing.
 *
 *     CONVEX_DEPLOY_KEY='prod:…' npx tsx keep-equal.ts .env.production
 */
import { readFile } from 'node:fs/promises'
import { createDeploymentClientFromEnvironment } from 'convex-deployment'
import { applyPlan, formatPlan, planDeployment } from 'convex-deployment/config'
import { parseEnv } from 'convex-deployment/dotenv'

const file = process.argv[2] ?? '.env.production'
const { entries, problems } = parseEnv(await readFile(file, 'utf8'))
for (const { line, kind } of problems) console.error(`${file}:${line}: ${kind}`)
if (problems.length > 0) throw new Error('Nothing was written.')

const deployment = createDeploymentClientFromEnvironment()
const plan = await planDeployment(
  deployment,
  { environment: entries, prune: '*' },
  {
    protect: 'STRIPE_*', // set by other hands, and not in the file
    maxRemovals: 2,
  },
)
console.log(formatPlan(plan))

const { status } = await applyPlan(deployment, plan)
console.log(status)
