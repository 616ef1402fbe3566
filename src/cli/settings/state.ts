import { readCommand, writeCommand } from '../deployment/command.js'
import { styled } from '../terminal/line.js'
import { fields, read, write } from './calls.js'

/** `info` */
export const info = readCommand({
  name: 'info',
  purpose: 'Show what kind of deployment this is',
  flags: [],
  example: 'convex-deployment info --json',
  run: invocation =>
    read(
      invocation,
      (client, options) => client.info(options),
      result => ({ data: { info: result }, lines: fields(result) }),
    ),
})

/** `ready` */
export const ready = readCommand({
  name: 'ready',
  purpose: 'Wait until a new deployment answers',
  flags: [],
  example: 'convex-deployment ready --deployment happy-otter-123',
  run: invocation =>
    read(
      invocation,
      (client, options) => client.ready(options),
      () => ({ data: { ready: true }, lines: [styled('green', 'ready')] }),
    ),
})

/** `pause` */
export const pause = writeCommand({
  name: 'pause',
  purpose: "Stop all of the deployment's functions",
  flags: [],
  example: 'convex-deployment pause --confirm happy-otter-123',
  run: invocation =>
    write(
      invocation,
      'Stop all functions',
      (client, options) => client.pause(options),
      () => ({ data: { paused: true } }),
    ),
})

/** `unpause` */
export const unpause = writeCommand({
  name: 'unpause',
  purpose: "Let the deployment's functions run again",
  flags: [],
  example: 'convex-deployment unpause --yes',
  run: invocation =>
    write(
      invocation,
      'Let functions run again',
      (client, options) => client.unpause(options),
      () => ({ data: { paused: false } }),
    ),
})
