import type { FakeDeployment } from '../fake-deployment.js'

/** A team of a fake platform. */
export interface FakeTeam {
  readonly id: number
  readonly slug: string
  readonly name: string
}

/** A project of a fake platform. */
export interface FakeProject {
  readonly id: number
  readonly teamId: number
  readonly name: string
  readonly slug: string
  readonly createTime: number
  /** The variables that new deployments begin with, each for one type. */
  defaults: { readonly name: string; readonly deploymentType: string; readonly value: string }[]
  /** The preview deploy keys. */
  readonly previewKeys: FakePlatformKey[]
}

/** A deploy key that a fake platform made. */
export interface FakePlatformKey {
  readonly id: number
  readonly name: string
  readonly key: string
  readonly creationTime: number
  readonly expiresAt: number | null
  readonly allowedActions: readonly string[]
}

/** A deployment of a fake platform, as the management API knows it. */
export interface FakePlatformDeployment {
  readonly id: number
  readonly name: string
  readonly projectId: number
  readonly createTime: number
  readonly region: string
  readonly creator: number | null
  deploymentType: string
  reference: string
  isDefault: boolean
  class: string
  lastDeployTime: number | null
  expiresAt: number | null
  dashboardEditConfirmation: boolean | null
  sendLogsToClient: boolean | null
  readonly keys: FakePlatformKey[]
  domains: { readonly requestDestination: string; readonly domain: string; readonly creationTime: number }[]
  /** The deployment itself. */
  readonly deployment: FakeDeployment
}

/** A deployment on the machine of a member, which has no address. */
export interface FakeLocalDeployment {
  readonly name: string
  readonly projectId: number
  readonly createTime: number
  readonly creator: number
  readonly port: number
  readonly deviceName: string
  readonly isActive: boolean
}

/** The kinds of tokens that the management API accepts. */
export type FakeTokenKind = 'team' | 'personal' | 'oauthTeam' | 'oauthProject'

/** A token that a fake platform accepts. */
export interface FakeToken {
  readonly token: string
  readonly kind: FakeTokenKind
  readonly id: number
  readonly name: string
  readonly createTime: number
  readonly teamId: number
  /** The project of a token for one project. */
  readonly projectId?: number
}

/** The data of a fake platform. Tests may read and change it. */
export interface FakePlatformState {
  readonly teams: FakeTeam[]
  readonly projects: FakeProject[]
  readonly deployments: FakePlatformDeployment[]
  readonly locals: FakeLocalDeployment[]
  readonly tokens: FakeToken[]
  /** The regions, and whether the teams may use them. */
  readonly regions: { readonly name: string; readonly displayName: string; readonly available: boolean }[]
  readonly classes: { readonly type: string; readonly available: boolean }[]
  /** The number that the next thing gets as its id. */
  nextId: number
}

export function freshPlatform(): FakePlatformState {
  return {
    teams: [],
    projects: [],
    deployments: [],
    locals: [],
    tokens: [],
    regions: [
      { name: 'aws-us-east-1', displayName: 'US East (N. Virginia)', available: true },
      { name: 'aws-eu-west-1', displayName: 'EU West (Ireland)', available: true },
    ],
    classes: [
      { type: 's16', available: true },
      { type: 's256', available: true },
      { type: 'd1024', available: false },
      { type: 'd2048', available: false },
    ],
    nextId: 1,
  }
}

/** Returns the next id. */
export function takeId(state: FakePlatformState): number {
  const { nextId } = state
  state.nextId = nextId + 1
  return nextId
}
