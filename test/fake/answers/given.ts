import type { FakeDeploymentOptions, FakeState } from '../../../src/fake/index.js'

interface Given {
  readonly options?: FakeDeploymentOptions
  readonly change?: (state: FakeState) => void
}

const usage = { unit: 'calls', current_day: 4.5, current_month: 40 }
const keys = [
  { token: 'dev:happy-otter-123|reader', permissions: 'read-only' },
  { token: 'dev:happy-otter-123|env', permissions: ['deployment:env:write'] },
  { token: 'dev:happy-otter-123|old', expiresAt: 1 },
  { token: 'opaque-token' },
  { token: 'preview:team:project|shared' },
] as const satisfies FakeDeploymentOptions['keys']

/** The states in which requests come. All clocks are real, and all plans complete, if nothing else is said. */
export const GIVEN: Readonly<Record<string, Given>> = {
  cloud: { options: { keys, plan: { auditLogRetentionDays: -1 } } },
  production: { options: { keys, deploymentType: 'prod' } },
  selfHosted: {
    options: {
      kind: 'selfHosted',
      keys: [
        ...keys,
        { token: 'other-name-4|key' },
        { token: 'happy-otter-123|self' },
        { token: 'nameless' },
        { token: 'preview:happy-otter-123|self2' },
      ],
    },
  },
  'without plans': {
    options: {
      keys,
      plan: {
        auditLogRetentionDays: null,
        logStreaming: false,
        streamingExport: false,
        customAuditLogs: false,
      },
    },
  },
  'a day of audit log': { options: { plan: { auditLogRetentionDays: 1 } } },
  'with users': { change: state => void state.issuers.push('https://users.example') },
  used: {
    options: { deploymentType: 'prod' },
    change: state => void state.usage.set('functionCalls', usage),
  },
  suspended: { change: state => void Object.assign(state, { suspended: true }) },
  declared: {
    options: { environmentVariables: { PORT: '80' } },
    change: state => void state.declaredVariables.set('PORT', { required: true, pattern: '[0-9]+' }),
  },
  'with a broken auth config': { change: state => void state.authConfigVariables.push('MISSING') },
  'with an auth config': {
    options: { environmentVariables: { ISSUER: 'x' } },
    change: state => void state.authConfigVariables.push('ISSUER'),
  },
}

const acting = btoa('{"tokenIdentifier":"https://users.example|otter"}')

/** Who asks, by the header that is sent. */
export const AS: Readonly<Record<string, (token: string) => string | undefined>> = {
  owner: token => `Convex ${token}`,
  nobody: () => undefined,
  'the owner as a user': token => `Convex ${token}:${acting}`,
  'a reader': () => 'Convex dev:happy-otter-123|reader',
  'a writer of variables': () => 'Convex dev:happy-otter-123|env',
  'a stranger': () => 'Convex dev:happy-otter-123|stranger',
}
