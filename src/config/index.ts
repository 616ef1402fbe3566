/**
 * Plans and applies the desired state of a deployment, and of many.
 *
 * @module convex-deployment/config
 */

export type { ApplyStep, SectionName } from '../errors.js'
export type { NamePattern } from '../resources/environment/names.js'
export { type ApplyOptions, type ApplyResult, type ApplySavedOptions, applyPlan } from './apply.js'
export type { DeploymentConfig } from './config.js'
export { defineDeployment } from './declared/define.js'
export { type ResolvedConfig, type ResolveOptions, resolveConfig } from './declared/resolve.js'
export type { References, ResolvableReference, SourceValues } from './declared/sources.js'
export type {
  DeclaredDeployment,
  DeclaredLogStream,
  DeclaredLogStreams,
  DeclaredSections,
  DeclaredSource,
  DeclaredValue,
  Reference,
} from './declared/types.js'
export type { DeploymentPlan, PlanContent, SavedPlan } from './deployment-plan.js'
export { type CreateOnly, createOnly } from './environment/create-only.js'
export type { DesiredEnvironment, DesiredValue } from './environment/desired.js'
export type { Fullness, PlanOptions } from './environment/options.js'
export type { PlanProblem, ProblemKind, SectionProblem } from './environment/problems.js'
export type { PlanRemark, RemarkKind } from './environment/remarks.js'
export type { EnvironmentSection, PlannedChange } from './environment/section.js'
export type { ValueSchema, ValueSchemaResult, ValueSchemas } from './environment/value-schemas.js'
export {
  type ApplyAllOptions,
  applyAll,
  type FleetFailure,
  type FleetOptions,
  type FleetPlan,
  type FleetResult,
  type FleetSkip,
  planAll,
} from './fleet.js'
export { type FormatOptions, formatPlan } from './format.js'
export type { Keep } from './keep.js'
export { type PlanDeploymentOptions, planDeployment } from './plan.js'
export type { RolloutOptions, SkipReason } from './rollout.js'
export type { DesiredCanonicalUrls } from './settings/canonical-urls.js'
export type { HiddenSetting, PlannedSetting, SettingsSection } from './settings/compute.js'
export type { DesiredLogStreams, LogStreamSettings } from './settings/log-streams.js'
export type { DesiredUsageLimit } from './settings/usage-limits.js'
