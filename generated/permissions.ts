// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

/** The permission that an operation needs. An operation that is not listed takes any administrator. */
export const permissions = {
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
} as const
