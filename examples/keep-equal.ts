/**
 * Keeps a deployment's environment variables equal to a .env file: sets what differs and removes what the file has not.
 * Made for CI: it stops at what looks wrong, and a second run changes nothing.
 *
 *     CONVEX_DEPLOY_KEY='prod:…' npx tsx keep-equal.ts .env.production
 */
import { readFile } from 'node:fs/promises'
import { createDeploymentClientFromEnvironment } from 'convex-deployment'
import { parseEnv } from 'convex-deployment/dotenv'

const file = process.argv[2] ?? '.env.production'
const { entries, problems } = parseEnv(await readFile(file, 'utf8'))
for (const { line, kind } of problems) console.error(`${file}:${line}: ${kind}`)
if (problems.length > 0) throw new Error('Nothing was written.')

const { env } = createDeploymentClientFromEnvironment()
const plan = await env.plan(new Map(entries.map(({ name, value }) => [name, value])), {
  prune: { only: '*' },
  protect: 'STRIPE_*', // set by other hands, and not in the file
  maxRemovals: 2,
})
for (const { action, name } of plan.changes) console.log(action, name)
for (const { name, message } of plan.problems) console.error(name, message)

const { status } = await env.apply(plan)
console.log(status)
