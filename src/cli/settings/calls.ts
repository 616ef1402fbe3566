import type { CallOptions, DeploymentClient } from '../../index.js'
import type { Run } from '../command.js'
import { confirmWrite } from '../confirm.js'
import { deploymentData } from '../deployment/data.js'
import { openTarget } from '../deployment/deployment.js'
import type { Session } from '../session.js'
import type { Line } from '../terminal/line.js'

/** A method of the client, as a command calls it. */
type Method<Result> = (client: DeploymentClient, session: Session, options: CallOptions) => Promise<Result>

/** What a result looks like: as data, and as lines. */
export interface Shown {
  readonly data: object
  readonly lines?: readonly Line[]
}

/** A command that calls a method that only reads. */
export function reading<Result>(
  method: Method<Result>,
  show: (result: Result, session: Session) => Shown,
): Run {
  return async session => {
    const target = await openTarget(session, 'read')
    const result = await method(target.client, session, { signal: session.interruption.signal })
    const { data, lines } = show(result, session)
    return { data: { deployment: deploymentData(target), ...data }, ...(lines && { lines }) }
  }
}

/**
 * A command that calls a method that writes, once it is confirmed. What is wrong with the command line shows before
 * anything is asked: `prepare` reads all of it.
 */
export function writing<Input, Result>(
  prepare: (session: Session) => Promise<Input> | Input,
  what: (input: Input) => string,
  method: (client: DeploymentClient, input: Input, options: CallOptions) => Promise<Result>,
  show: (result: Result, session: Session, input: Input) => Shown,
): Run {
  return async session => {
    const { interruption, terminal } = session
    const input = await prepare(session)
    const target = await openTarget(session, 'write')
    await confirmWrite(session, what(input), target)
    const result = await interruption.whileWriting(() =>
      method(target.client, input, { signal: interruption.signal }),
    )
    const { data, lines } = show(result, session, input)
    terminal.note(`Done: ${what(input)} on ${target.label}.`)
    return { data: { deployment: deploymentData(target), status: 'done', ...data }, ...(lines && { lines }) }
  }
}
