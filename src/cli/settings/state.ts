import { styled } from '../terminal/line.js'
import { reading, writing } from './calls.js'
import { fields } from './fields.js'

/** `info` */
export const info = reading(
  (client, _session, options) => client.info(options),
  result => ({ data: { info: result }, lines: fields(result) }),
)

/** `ready` */
export const ready = reading(
  (client, _session, options) => client.ready(options),
  () => ({ data: { ready: true }, lines: [styled('green', 'ready')] }),
)

/** `pause` */
export const pause = writing(
  () => undefined,
  () => 'Stop all functions',
  (client, _input, options) => client.pause(options),
  () => ({ data: { paused: true } }),
)

/** `unpause` */
export const unpause = writing(
  () => undefined,
  () => 'Let functions run again',
  (client, _input, options) => client.unpause(options),
  () => ({ data: { paused: false } }),
)
