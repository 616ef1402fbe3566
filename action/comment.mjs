/** Keeps one comment on a pull request: made once, changed afterwards, never repeated. */
import { createHash } from 'node:crypto'
import { GitHubError } from './github.mjs'

/** GitHub takes no longer comment, in characters. */
export const LONGEST_COMMENT = 65_536

/** The length of the longest marker, with the line break after it. */
export const LONGEST_MARKER = 120

/**
 * Writes the report into the comment of this mode, folder and config.
 * @param author the login of the token. A comment of somebody else is not taken, whatever it says
 * @returns a sentence about what stays to be done, if something does
 */
export async function keepComment(github, number, { identity, run, author, report }) {
  const digest = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32)
  const body = `<!-- convex-deployment ${digest} run ${run} -->\n${report}`
  const ownOf = async () =>
    (await github.comments(number)).flatMap(comment => {
      const [, found, by] =
        /^<!-- convex-deployment ([0-9a-f]{32}) run (\d{1,20}) -->/.exec(`${comment?.body}`) ?? []
      const isOwn = found === digest && comment.user?.login === author
      return isOwn ? [{ id: comment.id, run: BigInt(by) }] : []
    })
  const own = await ownOf()
  if (own.length === 0) return add(github, number, { author, body, ownOf })
  const [first, ...others] = own.toSorted((a, b) => a.id - b.id)
  if (own.some(({ run: other }) => other > BigInt(run)))
    return 'A later run has commented on the pull request, so its comment is left as it is.'
  await github.changeComment(first.id, body)
  for (const { id } of others) await removed(github, id)
  return undefined
}

async function add(github, number, { author, body, ownOf }) {
  let made
  try {
    made = await github.addComment(number, body)
  } catch (error) {
    // The answer may be lost, and the comment there.
    if (error.isDenied || (await ownOf()).length === 0) throw error
    return undefined
  }
  if (made?.user?.login !== author) {
    await removed(github, made?.id)
    return `The token comments as ${/^[\w-]+(?:\[bot\])?$/.test(made?.user?.login) ? made.user.login : 'somebody else'}, and \`comment-author\` says ${author}: correct it, and there is a comment.`
  }
  // Another run may have made one at the same time: all keep the oldest.
  const [first, ...others] = (await ownOf()).toSorted((a, b) => a.id - b.id)
  if (first !== undefined && first.id !== made.id && others.some(({ id }) => id === made.id)) {
    await removed(github, made.id)
    if (first.run <= runOf(body)) await github.changeComment(first.id, body)
  }
  return undefined
}

function runOf(body) {
  return BigInt(/ run (\d+) -->/.exec(body)?.[1] ?? 0)
}

/** Removes a comment, unless another run did. */
async function removed(github, id) {
  if (!Number.isSafeInteger(id)) return
  try {
    await github.removeComment(id)
  } catch (error) {
    if (!(error instanceof GitHubError) || !error.isDenied) throw error
  }
}
