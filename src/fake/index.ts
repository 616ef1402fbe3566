/**
 * A deployment in memory for tests, as strict as a real one, with faults on demand.
 *
 * @module convex-deployment/fake
 */

export type { Permission } from '../../generated/permissions.js'
export type { FakeTables } from './data-sync/tables.js'
export type { FakeFields } from './data-sync/values.js'
export type { FakeLogEvent } from './deliveries/event.js'
export type { Deliver } from './deliveries/request.js'
export type { FakeDelivery } from './deliveries/sink.js'
export {
  createFakeDeployment,
  type FakeDeployment,
} from './fake-deployment.js'
export {
  answers,
  type FakeOperationId,
  type Fault,
  type FaultRule,
  type Faults,
  rateLimitedFor,
  redirectTo,
} from './faults.js'
export type { FakeDeploymentOptions } from './options.js'
export type { WantedDeployment } from './platform/call.js'
export { createFakePlatform, type FakePlatform, type FakePlatformOptions } from './platform/platform.js'
export type { FakePlatformOperationId } from './platform/routes.js'
export type {
  FakeLocalDeployment,
  FakePlatformDeployment,
  FakePlatformKey,
  FakePlatformState,
  FakeProject,
  FakeTeam,
  FakeToken,
  FakeTokenKind,
} from './platform/state.js'
export type { FakeRequest } from './request-log.js'
export type { FakeContract } from './routes.js'
export type {
  DeclaredVariable,
  FakeActor,
  FakeAuditEvent,
  FakeCloudPlace,
  FakeKey,
  FakeLogStream,
  FakePlan,
  FakeRevision,
  FakeState,
  FakeSync,
  FakeSyncLimits,
  FakeUsageLimit,
} from './state.js'
export { parseState, stringifyState } from './state-text.js'
