import { v1 } from '../schema/contracts.js'
import type { Schema } from '../schema/schema.js'

/** The rules of a kind of log stream that follow from the document. */
interface Kind {
  /** The settings that reads omit. */
  readonly hidden: readonly string[]
  /** The settings that `null` clears. For any other, `null` keeps the value. */
  readonly clearable: readonly string[]
  readonly hasTopics: boolean
}

let kinds: ReadonlyMap<string, Kind> | undefined

/** Returns the rules of a kind of log stream. An unknown one, which a test may have put into the state, has none. */
export function rulesOf(logStreamType: string): Kind {
  kinds ??= readKinds()
  return kinds.get(logStreamType) ?? { hidden: [], clearable: [], hasTopics: true }
}

/** Compares what the document says of a new stream with what it says of one that is read. */
function readKinds(): ReadonlyMap<string, Kind> {
  const read = new Map(variants(v1().getLogStream.response))
  return new Map(
    variants(v1().createLogStream.request).map(([logStreamType, given]) => {
      const shown = read.get(logStreamType) ?? {}
      const names = Object.keys(given)
      const hidden = names.filter(name => !Object.hasOwn(shown, name))
      const clearable = names.filter(name => given[name]?.type?.includes('null'))
      return [logStreamType, { hidden, clearable, hasTopics: Object.hasOwn(shown, 'topics') }] as const
    }),
  )
}

/** Returns the members of each kind in a schema of log streams. */
function variants({ oneOf = [] }: Schema) {
  return oneOf.map(({ properties = {} }) => [String(properties.logStreamType?.const), properties] as const)
}
