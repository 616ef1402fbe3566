/**
 * Shows the main job from start to end: changes the variables of a deployment to those of a .env file. The deployment is
 * a fake one, so that no account is needed.
 *
 *     npx tsx first-steps.ts
 */
import { readFile } from 'node:fs/promises'
import { styleText } from 'node:util'
import { createDeploymentClient, isDeploymentError } from 'convex-deployment'
import { applyPlan, formatPlan, planDeployment } from 'convex-deployment/config'
import { parseEnv } from 'convex-deployment/dotenv'
import { createFakeDeployment } from 'convex-deployment/fake'

const fake = createFakeDeployment({ environmentVariables: { LOG_LEVEL: 'debug', OLD_FLAG: 'on' } })
await fake.listen()
const deployment = createDeploymentClient({ url: fake.url, token: fake.token })

step(`A fake deployment at ${deployment.url} has`)
await printVariables()

step('What app.env would change, if OLD_FLAG is to go')
const { entries } = parseEnv(await readFile(new URL('app.env', import.meta.url), 'utf8'))
const environment = new Map<string, string | null>([['OLD_FLAG', null]])
for (const { name, value } of entries) environment.set(name, value)
const plan = await planDeployment(deployment, { environment })
for (const line of formatPlan(plan).split('\n')) console.log(`  ${paint(styleOf(line), line)}`)

step('All of it in one request, read back')
const { status } = await applyPlan(deployment, plan)
console.log(`  ${paint('green', status)}`)
await printVariables()

step('A key that the deployment refuses')
await printError(createDeploymentClient({ url: fake.url, token: 'dev:happy-otter-123|another' }).env.list())

step('A name that is refused before anything is sent')
await printError(deployment.env.set({ '2FAST': 'a value that no message shows' }))

await fake.close()
console.log(`\n${paint('green', 'Done.')} The fake answered ${fake.requests.length} requests and is stopped.`)

/** Prints names and sizes: values are secrets. */
async function printVariables(): Promise<void> {
  for (const { name, value } of await deployment.env.list()) {
    console.log(`    ${name.padEnd(12)} ${Buffer.byteLength(value)} B`)
  }
}

async function printError(call: Promise<unknown>): Promise<void> {
  const error: unknown = await call.catch(error => error)
  if (!isDeploymentError(error)) throw error
  console.log(`  ${paint('red', error.name)} (outcome: ${error.outcome})\n  ${error.message}`)
}

function step(title: string): void {
  console.log(`\n${paint('bold', title)}`)
}

function styleOf(change: string): 'green' | 'yellow' | 'red' | 'reset' {
  if (change.startsWith('+')) return 'green'
  if (change.startsWith('~')) return 'yellow'
  return change.startsWith('-') ? 'red' : 'reset'
}

/** Colours a text on a terminal only, and never under `NO_COLOR`. */
function paint(style: 'bold' | 'green' | 'yellow' | 'red' | 'reset', text: string): string {
  return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text
}
