import { resolve } from 'node:path'
import type { Needs } from 'convex-deployment/check'
import { printable, quoteAll } from '../../text/quote.js'
import { readCommand } from '../command.js'
import { FLEET, isFleet } from '../deployment/fleet.js'
import { SOURCE } from '../env/sources.js'
import { failureData, failureOf, inFlags } from '../failure.js'
import { on, own, text } from '../flags.js'
import type { DataOf } from '../output.js'
import { EXIT, gravest, unusable, usage } from '../refusal.js'
import { type Answer, answer, type Library } from './answers.js'
import { writeExample } from './example.js'
import { checkLines, hasRemarks } from './lines.js'

/** `check`: compares what the project's code needs with the variables of a deployment or a file. */
export const check = readCommand({
  name: 'check',
  purpose: "Say which variables the project's code needs, and which are missing",
  about:
    'Reads convex.config.ts, auth.config.ts and the functions, and runs none of it.\n' +
    'A source is a .env file, a .json file, - for stdin, deployment:NAME, or\n' +
    'backup:FILE. Without one, the deployment is checked. Exits 2 if something\n' +
    'required is missing or of the wrong type. No value is shown.',
  takes: '[source...]',
  flags: [
    own({
      folder: text('<folder>', "the project's folder (the current one)"),
      exitCode: on('exit 2 for remarks, too'),
      writeExample: text(
        '<file>',
        'add what is needed to an example file, without the values of a deployment',
      ),
    }),
    SOURCE,
    FLEET,
  ],
  example:
    'convex-deployment check\n' +
    'convex-deployment check .env.production deployment:happy-otter-123\n' +
    'convex-deployment check --write-example .env.example',
  async run(invocation) {
    const { args, options, host, terminal, interruption } = invocation
    const { folder = '.', writeExample: file, exitCode } = options
    const several = isFleet(options)
    if (several && args.length > 0) throw usage('Several deployments and a source cannot be combined.')
    const library = await import('convex-deployment/check')
    const needs = await readNeeds(resolve(host.folder, folder), library)
    const added = file === undefined ? undefined : await writeExample(file, needs, host, interruption.signal)
    if (file !== undefined && added)
      terminal.note(
        added.length > 0
          ? `Added to ${printable(file)}: ${quoteAll(added)}.`
          : `${printable(file)} has all of them.`,
      )
    const isForExample = file !== undefined && args.length === 0 && !several
    const answers = isForExample ? [] : await answer(invocation, needs, library)
    return {
      data: dataOf(answers, needs, added),
      lines: checkLines(answers, needs),
      exitCode: exitCodeOf(answers, needs, exitCode),
    }
  },
})

async function readNeeds(folder: string, { readNeeds: read, NeedsError }: Library): Promise<Needs> {
  try {
    return await read(folder)
  } catch (error) {
    if (error instanceof NeedsError) throw unusable(inFlags(error.message), { data: { file: error.file } })
    throw error
  }
}

function exitCodeOf(answers: readonly Answer[], needs: Needs, countRemarks: boolean): number {
  const isFound =
    needs.unbound.length > 0 ||
    answers.some(({ result }) => result?.isMet === false) ||
    (countRemarks && hasRemarks(answers, needs))
  const failures = answers.flatMap(({ error }) =>
    error === undefined ? [] : failureOf(error, false).exitCode,
  )
  return gravest([...failures, ...(isFound ? [EXIT.changes] : [])])
}

function dataOf(
  answers: readonly Answer[],
  { folder, unclear, unread, unbound }: Needs,
  added: readonly string[] | undefined,
): DataOf<'check'> {
  return {
    folder,
    answers: answers.map(({ about, result, error }) => {
      if (result === undefined) return { ...about, error: failureData(error) }
      const { isMet, missing, wrongType, fallback, unseen } = result
      return { ...about, isMet, missing, wrongType, fallback, unseen }
    }),
    unclear,
    unread,
    unbound,
    ...(added && { added }),
  }
}
