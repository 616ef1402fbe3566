import type { Need, Needs } from 'convex-deployment/check'
import { appendLines } from '../../dotenv/edit.js'
import { parseEnv } from '../../dotenv/index.js'
import { printable } from '../../text/quote.js'
import { readNamed } from '../files.js'
import type { Host } from '../host.js'
import { checkPrivateFile, writePrivately } from '../private-file.js'
import { unusable } from '../refusal.js'

/** Adds the variables that the code needs to an example file, without a value. All that is in the file stays. */
export async function writeExample(
  file: string,
  needs: Needs,
  host: Host,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const target = { file, host, holds: 'nothing secret', isShared: true, neverStdout: true } as const
  const exists = await checkPrivateFile(target)
  const before = exists ? await readNamed(host.folder, file, signal) : ''
  const { entries, problems } = parseEnv(before)
  const [problem] = problems
  if (problem) {
    const place = `${printable(file)}:${problem.line}`
    throw unusable(`${place} is ambiguous, so nothing can be added: ${problem.message}`)
  }
  const known = new Set([...entries.map(({ name }) => name), ...namesInComments(before)])
  const added = needs.variables.filter(({ name }) => !known.has(name) && PLAIN.test(name))
  const text = appendLines(before, added.map(lineOf).join(''))
  if (text !== before || !exists) await writePrivately({ ...target, keepsExisting: !exists }, text)
  return added.map(({ name }) => name)
}

const PLAIN = /^[A-Za-z_]\w*$/

function namesInComments(text: string): string[] {
  return Array.from(
    text.matchAll(/^[ \t]*#[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/gm),
    ([, name = '']) => name,
  )
}

/** Returns the line of a variable. One that the code does without is a comment: an empty value would replace its fallback. */
function lineOf({ name, declared, places }: Need): string {
  const isOptional = declared ? declared.optional : places.every(({ kind }) => kind === 'fallback')
  const values = declared?.values?.every(value => /^[\w.:/@ -]+$/.test(value)) ? declared.values : []
  const note = values.length > 0 ? `# one of: ${values.join(', ')}\n` : ''
  // The first one is as good as any: an empty value would not pass a check.
  return `${note}${isOptional ? '# ' : ''}${name}=${isOptional ? '' : (values[0] ?? '')}\n`
}
