import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createDeploymentClient } from 'convex-deployment'
import { createManagementClient } from 'convex-deployment/management'
import { type Row, sizeRow } from './row.js'

const DEPLOYMENTS = 10_000
/** The limit of a client in bytes: ten thousand take 140 MB. */
const MOST_EACH = 14_000

/** Measures the memory that a fleet's clients hold before they send anything, in this process of its own. */
export default async function measure(): Promise<Row[]> {
  const management = createManagementClient({ token: 'eyJ0b2tlbiI6Im9mLWEtdGVhbSJ9' })
  const connected = heapOf(name =>
    management.connect({
      kind: 'cloud',
      id: 1,
      name,
      deploymentUrl: `https://${name}.convex.cloud`,
      deploymentType: 'prod',
      region: 'aws-us-east-1',
      reference: 'production',
      isDefault: true,
      class: 's16',
      projectId: 1,
      createTime: 1,
    }),
  )
  const alone = heapOf(name => createDeploymentClient({ name, token: 'eyJ0b2tlbiI6Im9mLWEtdGVhbSJ9' }))
  const what = `memory of one of ${DEPLOYMENTS} clients that \`connect\` makes`
  return [sizeRow(what, connected, `one by itself: ${(alone / 1000).toFixed(1)} KB`, MOST_EACH)]
}

/** Returns the bytes on the heap for each client. */
function heapOf(create: (name: string) => object): number {
  const clients = [create('happy-otter-0')]
  const before = settledHeap()
  while (clients.length <= DEPLOYMENTS) clients.push(create(`happy-otter-${clients.length}`))
  const after = settledHeap()
  return (after - before) / (clients.length - 1)
}

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

function settledHeap(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}
