import { runDrift } from './command.js'

/** The characters of all blocks together: GitHub takes 65,536 in all. */
const MOST_CHARACTERS = 60_000

/**
 * Compares several sources, each an option of `spec:drift` with its value, and returns the body of one issue about all that
 * is new. The body is empty if nothing is.
 * @throws {Error} if a source cannot be compared
 */
export async function reportDrift(
  sources: readonly (readonly [option: string, value: string])[],
): Promise<string> {
  const parts: string[] = []
  for (const source of sources) {
    const { code, stdout, stderr } = await runDrift([...source, '--json'])
    if (code > 1) throw new Error(stderr)
    const { breaking, harmless }: Record<'breaking' | 'harmless', string[]> = JSON.parse(stdout)
    const lines = [...breaking.map(line => `breaking  ${line}`), ...harmless.map(line => `harmless  ${line}`)]
    if (lines.length > 0)
      parts.push(
        `\`${source.join(' ')}\`:\n\n${fenced(lines.join('\n'), Math.floor(MOST_CHARACTERS / sources.length))}`,
      )
  }
  return parts.length === 0 ? '' : `${HEADING}\n\n${parts.join('\n\n')}\n`
}

const HEADING =
  'Convex has published what our document does not have: `openapi/v1.yaml`, `management-v1.yaml` or `log-stream.yaml`. ' +
  'Change it as `CONTRIBUTING.md` says, or list an intended difference in `scripts/drift-known*.json`. The next run updates this issue, and closes it once nothing is left.'

/** Returns the beginning of foreign text as a block that cannot end early, mention anybody or hide characters. */
function fenced(text: string, most: number): string {
  const shown = text.replace(/`|(?!\n)\p{C}/gu, '\ufffd')
  const cut = shown.length > most ? `${shown.slice(0, most)}…` : shown
  return `\`\`\`text\n${cut}\n\`\`\``
}
