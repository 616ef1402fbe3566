/** Calls operations of a deployment, each for each of its answers, and prints how the calls ended. */
import { createDeploymentClient } from '../../../src/index.js'
import { V1 } from '../../support/calls.js'

const [url = '', operations = '', bodies = '', heavy = ''] = process.argv.slice(2)
const endings: Record<string, string> = {}
for (const operation of operations.split(',')) {
  for (const body of bodies.split(',')) {
    const client = createDeploymentClient({
      url,
      token: 'a-token',
      contract: 'v1',
      retry: false,
      headers: { 'x-body': encodeURIComponent(body), 'x-operation': operation, 'x-heavy': heavy },
    })
    const call = Object.entries(V1).find(([id]) => id === operation)?.[1].methods[0].call
    endings[`${operation}, ${body}`] = await Promise.resolve(call?.(client)).then(
      () => 'success',
      (error: unknown) => `${error}`,
    )
  }
}
console.log(JSON.stringify(endings))
