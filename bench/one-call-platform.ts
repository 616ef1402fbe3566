import { createDeploymentClient } from '@convex-dev/platform'

const deployment = createDeploymentClient('https://happy-otter-123.convex.cloud', 'prod:happy-otter-123|key')
await deployment.POST('/update_environment_variables', {
  body: { changes: [{ name: 'LOG_LEVEL', value: 'info' }] },
})
