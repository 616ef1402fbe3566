import { audit, type FakeCall, type FakeOperation } from './call.js'
import { createId, kindOfId } from './document-ids.js'
import { randomHex } from './ids.js'
import { rulesOf } from './log-stream-kinds.js'
import { checkSettings } from './log-stream-rules.js'
import { demandExport, demandLogStreams } from './plan.js'
import { badRequest, Refusal } from './refusal.js'
import type { FakeLogStream, FakeState } from './state.js'

const MOST_STREAMS = 8
/** The time after which a deleted stream is gone, and one that nothing is sent to is active, by the fake's clock. */
export const SETTLING_MS = 1_000

export const listLogStreams: FakeOperation = ({ state, now }) => {
  settle(state, now)
  return [...state.logStreams].sort((a, b) => (a.id < b.id ? -1 : 1)).map(shown)
}

export const getLogStream: FakeOperation = call => shown(existing(call))

export const createLogStream: FakeOperation = call => {
  const { state, now, body } = call
  const logStreamType = String(body.logStreamType)
  checkKind(call, logStreamType)
  settle(state, now)
  const living = state.logStreams.filter(({ status }) => status.type !== 'deleting')
  if (living.some(({ config }) => config.logStreamType === logStreamType)) {
    throw new Refusal(409, 'LogStreamAlreadyExists', `There is a log stream of the kind ${logStreamType}.`)
  }
  const config = { ...checkSettings(withoutNulls(body), state), logStreamType }
  if (living.length >= MOST_STREAMS) {
    throw badRequest('LogSinkQuotaExceeded', `A deployment has at most ${MOST_STREAMS} log streams.`)
  }
  call.demandWriter()
  const id = createId('logStreams')
  const secret = logStreamType === 'webhook' ? { hmacSecret: randomHex(32) } : {}
  state.logStreams.push({ id, config, ...secret, status: { type: 'pending' }, since: now })
  audit(call, 'create_integration', { id, type: logStreamType })
  return { logStreamType, id, ...secret }
}

export const updateLogStream: FakeOperation = call => {
  const { state, now, body } = call
  checkPlanOf(call, body.logStreamType)
  const stream = existing(call)
  checkKind(call, stream.config.logStreamType)
  if (stream.config.logStreamType !== body.logStreamType) {
    throw badRequest('LogStreamTypeMismatch', 'The log stream is of another kind.')
  }
  const { clearable } = rulesOf(stream.config.logStreamType)
  const kept = Object.entries(body).filter(([name, value]) => value !== null || clearable.includes(name))
  const merged = withoutNulls({ ...stream.config, ...Object.fromEntries(kept) })
  const config = { ...checkSettings(merged, state), logStreamType: stream.config.logStreamType }
  call.demandWriter()
  stream.config = config
  audit(call, 'update_integration', { id: stream.id, type: stream.config.logStreamType })
  stream.status = { type: 'pending' }
  stream.since = now
}

export const deleteLogStream: FakeOperation = call => {
  checkPlanOf(call, undefined)
  const stream = existing(call)
  call.demandWriter()
  stream.status = { type: 'deleting' }
  stream.since = call.now
  audit(call, 'delete_integration', { id: stream.id, type: stream.config.logStreamType })
}

export const rotateWebhookSecret: FakeOperation = call => {
  checkPlan(call.state, 'webhook')
  const stream = existing(call)
  if (stream.hmacSecret === undefined) throw badRequest('NoSecretToRotate', 'Only webhooks have a secret.')
  call.demandWriter()
  stream.hmacSecret = randomHex(32)
  audit(call, 'update_integration', { id: stream.id, type: 'webhook' })
  return { logStreamType: 'webhook', hmacSecret: stream.hmacSecret }
}

function existing({ state, now, id }: FakeCall): FakeLogStream {
  settle(state, now)
  if (kindOfId('logStreams', id) === 'invalid')
    throw badRequest('InvalidLogStreamId', 'The id is not that of a log stream.')
  const stream = state.logStreams.find(
    candidate => candidate.id === id && candidate.status.type !== 'deleting',
  )
  if (stream) return stream
  throw new Refusal(404, 'LogStreamDoesntExist', 'There is no log stream of that id.')
}

/** Removes the streams that were deleted a while ago. */
function settle(state: FakeState, now: number): void {
  const settled = (stream: FakeLogStream) => now - stream.since >= SETTLING_MS
  state.logStreams = state.logStreams.filter(
    stream => !(stream.status.type === 'deleting' && settled(stream)),
  )
}

/** The kind that exports documents, and is judged as data sync is. */
const EXPORT = 's3Export'

/** Throws if the plan or the key does not allow to write a stream of a kind. */
function checkKind({ state, demand }: FakeCall, kind: string): void {
  checkPlan(state, kind)
  if (kind === EXPORT) demand('deployment:data:view')
}

/** Throws as `checkPlan` does for the stream that is meant: a deployment checks the plan before the id. */
function checkPlanOf({ state, id }: FakeCall, asked: unknown): void {
  const known = state.logStreams.find(stream => stream.id === id)?.config.logStreamType
  if (known !== undefined || asked !== EXPORT) checkPlan(state, known ?? String(asked))
}

function checkPlan(state: FakeState, kind: string): void {
  if (kind === EXPORT) demandExport(state)
  else demandLogStreams(state)
}

/** Returns a stream as reads show it: without keys, and with `topics` even if all topics are sent. */
function shown({ id, config, hmacSecret, status }: FakeLogStream): object {
  const { hidden, hasTopics } = rulesOf(config.logStreamType)
  const settings = Object.entries(config).filter(([name]) => !hidden.includes(name))
  return {
    ...(hasTopics && { topics: null }),
    ...Object.fromEntries(settings),
    id,
    status,
    ...(hmacSecret !== undefined && { hmacSecret }),
  }
}

function withoutNulls(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null))
}
