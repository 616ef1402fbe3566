// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

/** The actions that a token can be allowed to perform. */
export const permissionNames = [
  'deployment:auditLog:view',
  'deployment:data:view',
  'deployment:env:view',
  'deployment:env:write',
  'deployment:integrations:view',
  'deployment:integrations:write',
  'deployment:pause',
  'deployment:unpause',
  'deployment:usage:view',
  'deployment:usageLimits:view',
  'deployment:usageLimits:write',
  'deployment:deploy',
  'deployment:logs:view',
  'deployment:metrics:view',
  'deployment:data:write',
  'deployment:backups:view',
  'deployment:backups:create',
  'deployment:backups:download',
  'deployment:backups:delete',
  'deployment:backups:import',
  'deployment:functions:actAsUser',
  'deployment:functions:runInternalQueries',
  'deployment:functions:runInternalMutations',
  'deployment:functions:runInternalActions',
  'deployment:functions:runTestQuery',
] as const

/** An action that a token can be allowed to perform. */
export type Permission = (typeof permissionNames)[number]

/** The permission that an operation demands. Any administrator may perform an operation that is not listed. */
export const permissions: { readonly [operationId: string]: Permission } = {
  updateEnvironmentVariables: 'deployment:env:write',
  listEnvironmentVariables: 'deployment:env:view',
  listAuditLogEvents: 'deployment:auditLog:view',
  getDeploymentInfo: 'deployment:data:view',
  getCurrentUsage: 'deployment:usage:view',
  listUsageLimits: 'deployment:usageLimits:view',
  createUsageLimit: 'deployment:usageLimits:write',
  updateUsageLimit: 'deployment:usageLimits:write',
  deleteUsageLimit: 'deployment:usageLimits:write',
  updateCanonicalUrl: 'deployment:env:write',
  listLogStreams: 'deployment:integrations:view',
  getLogStream: 'deployment:integrations:view',
  deleteLogStream: 'deployment:integrations:write',
  createLogStream: 'deployment:integrations:write',
  updateLogStream: 'deployment:integrations:write',
  rotateWebhookSecret: 'deployment:integrations:write',
  pauseDeployment: 'deployment:pause',
  unpauseDeployment: 'deployment:unpause',
  dataSync: 'deployment:data:view',
  listActiveSyncs: 'deployment:data:view',
  getActiveSync: 'deployment:data:view',
}
