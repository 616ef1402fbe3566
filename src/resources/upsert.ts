import { rethrow } from '../errors.js'
import { memberOf } from '../text/member.js'

/** The codes of a create that lost a race. */
const TAKEN: readonly unknown[] = ['LogStreamAlreadyExists', 'DuplicateUsageLimit']

/** Changes what `find` finds, or creates it. If another client creates it first, changes that one. */
export async function upsert<Found, Result>(
  find: () => Promise<Found | undefined>,
  create: () => Promise<Result>,
  change: (found: Found) => Promise<Result>,
): Promise<Result> {
  let found = await find().catch(rethrow({ outcome: 'not-sent' }))
  if (found === undefined) {
    try {
      return await create()
    } catch (error) {
      if (!TAKEN.includes(memberOf(error, 'code'))) throw error
      found = await find().catch(rethrow({ outcome: 'rejected' }))
      if (found === undefined) throw error
    }
  }
  return change(found)
}
