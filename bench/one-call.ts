import { createDeploymentClient } from 'convex-deployment'

const deployment = createDeploymentClient({ token: 'prod:happy-otter-123|key' })
await deployment.env.set({ LOG_LEVEL: 'info' })
