import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from '@babel/parser'
import { readNeeds } from 'convex-deployment/check'
import { compare, cpuTime } from './ratio.js'
import { milliseconds, type Row, ratioRow } from './row.js'

const FILES = 500
const LIMIT = 1.5

/** Measures reading the needs of a large project, compared with the parser alone on the files that mention the environment. */
export default async function measure(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'check-'))
  try {
    const files = Array.from(
      { length: FILES },
      (_, index) => [`convex/part${index % 20}/m${index}.ts`, moduleOf(index)] as const,
    )
    for (const [file, text] of [...files, ['convex/lib/env.ts', HELPER] as const]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    const mentioning = files.map(([, text]) => text).filter(text => text.includes('env'))
    const costs = await compare(
      {
        check: () => cpuTime(() => readNeeds(folder)),
        parser: () => cpuTime(async () => mentioning.map(parsed)),
      },
      { rounds: 15, warmUp: 3 },
    )
    return [
      ratioRow(`reading the needs of ${FILES} modules, ${mentioning.length} of which mention \`env\``, {
        ours: milliseconds(costs.cost('check')),
        reference: `parsing those alone: ${milliseconds(costs.cost('parser'))}`,
        ratio: costs.ratio('check', 'parser'),
        limit: LIMIT,
      }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function parsed(text: string): unknown {
  return parse(text, {
    sourceType: 'module',
    plugins: ['typescript'],
    attachComment: false,
    errorRecovery: true,
  })
}

const HELPER = `export function requireEnv(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(name + ' is not set')
  return value
}
`

/** Returns a module of functions, of some 8 KB. Every fourth reads variables. */
function moduleOf(index: number): string {
  const reads = index % 4 === 0
  const functions = Array.from({ length: 20 }, (_, number) =>
    functionOf(index, number, reads && number % 5 === 0),
  )
  return `import { v } from 'convex/values'
import { mutation, query } from '../_generated/server'
${reads ? `import { requireEnv } from '../lib/env'\n` : ''}
${functions.join('\n')}`
}

function functionOf(index: number, number: number, reads: boolean): string {
  const read = reads
    ? `const key = requireEnv('KEY_${index % 40}')
    const port = process.env.PORT_${number} ?? '80'
    if (!process.env.FLAG_${number}) return { key, port }`
    : `const key = 'items'
    const port = 80`
  return `/** Lists the items of a team, the newest first, as far as the caller may see them. */
export const list${number} = query({
  args: { team: v.id('teams'), limit: v.optional(v.number()), cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { team, limit = 20, cursor }) => {
    ${read}
    const items = await ctx.db.query('items').withIndex('by_team', q => q.eq('team', team)).take(limit)
    const shown = items.filter(item => item.visible && item.team === team).map(item => ({ ...item, key, port }))
    return { items: shown, cursor: shown.length < limit ? null : \`\${cursor ?? ''}\${shown.length}\` }
  },
})
`
}
