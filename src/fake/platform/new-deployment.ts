import type { Deliver } from '../deliveries/request.js'
import { createFakeDeployment } from '../fake-deployment.js'
import { sees, type WantedDeployment } from './call.js'
import { type FakePlatformDeployment, type FakePlatformState, type FakeProject, takeId } from './state.js'

/** The parts that the platform gives every deployment. */
interface Given {
  readonly name: string
  readonly now: () => number
  readonly deliver: Deliver | undefined
}

/** Adds a deployment to a project: it begins with the default variables, and accepts the tokens of its project and team. */
export function newDeployment(
  state: FakePlatformState,
  project: FakeProject,
  { type, reference, creator, region, ...settings }: WantedDeployment,
  { name, now, deliver }: Given,
): FakePlatformDeployment {
  const [id, createTime] = [takeId(state), now()]
  const cloud = {
    id,
    teamId: project.teamId,
    projectId: project.id,
    projectName: project.name,
    projectSlug: project.slug,
    reference: reference ?? `${type}/${name}`,
    region: region.replace(/^aws-(?:us-east-1$)?/, ''),
  }
  const tokens = state.tokens.filter(token => token.kind !== 'personal' && sees(token, project))
  const defaults = project.defaults.filter(({ deploymentType }) => deploymentType === type)
  const deployment = createFakeDeployment({
    name,
    cloud,
    deploymentType: isType(type) ? type : 'custom',
    keys: tokens.map(({ token }) => ({ token })),
    environmentVariables: Object.fromEntries(defaults.map(one => [one.name, one.value])),
    now,
    deliver,
  })
  const added: FakePlatformDeployment = {
    ...settings,
    id,
    name,
    projectId: project.id,
    createTime,
    region,
    creator,
    deploymentType: type,
    reference: cloud.reference,
    lastDeployTime: null,
    expiresAt: settings.expiresAt ?? (type === 'preview' ? createTime + PREVIEW_MS : null),
    dashboardEditConfirmation: null,
    sendLogsToClient: null,
    keys: [],
    domains: [],
    deployment,
  }
  state.deployments.push(added)
  return added
}

const PREVIEW_MS = 14 * 86_400_000

function isType(type: string): type is 'dev' | 'prod' | 'preview' | 'custom' {
  return ['dev', 'prod', 'preview', 'custom'].includes(type)
}

const ADJECTIVES = ['happy', 'calm', 'brave', 'quick', 'gentle', 'bright', 'merry', 'proud', 'quiet', 'witty']
const ANIMALS = ['otter', 'heron', 'badger', 'lynx', 'marten', 'puffin', 'seal', 'stork', 'tapir', 'wombat']

/** Returns a name that no other deployment of the platform has. */
export function nameOf(count: number): string {
  const animal = ANIMALS[count % ANIMALS.length]
  const adjective = ADJECTIVES[Math.floor(count / ANIMALS.length) % ADJECTIVES.length]
  return `${adjective}-${animal}-${100 + count}`
}
