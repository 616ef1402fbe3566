import type { AuditLogEvent } from '../../index.js'
import { readCommand } from '../command.js'
import { deploymentData } from '../deployment/open.js'
import { own, text, whole } from '../flags.js'
import { usage } from '../refusal.js'
import { columns, renderJson, styled } from '../terminal/line.js'
import type { Terminal } from '../terminal/terminal.js'
import { textOf } from './setting.js'

/** `audit-log`: shows the events from a moment on, the oldest first. */
export const auditLog = readCommand({
  name: 'audit-log',
  purpose: 'Show who changed what, the oldest first',
  flags: [
    own({
      from: text('<moment>', 'a while ago, such as 24h (default) or 7d, or a date'),
      limit: whole('<n>', 'the most events to show', 1),
    }),
  ],
  example: 'convex-deployment audit-log --from 7d',
  async run({ options: { from = '24h', limit, json }, deployments, interruption, terminal }) {
    const start = startOf(from)
    const deployment = await deployments.open()
    const events = deployment.client.auditLog.events({ from: start }, { signal: interruption.signal })
    const printer = json ? jsonPrinter(terminal, deploymentData(deployment)) : linePrinter(terminal)
    let count = 0
    let isWhole = false
    try {
      for await (const event of events) {
        printer.add(event)
        if (++count === limit) break
      }
      isWhole = true
    } finally {
      // What was read before an error is shown, too.
      printer.end(isWhole)
    }
    return {}
  },
})

/** Prints events while they are read: a log has no end that memory would hold. */
interface Printer {
  add(event: AuditLogEvent): void
  end(isWhole: boolean): void
}

/** A page of the log: its rows are laid out together. */
const PAGE = 100

function linePrinter(terminal: Terminal): Printer {
  const waiting: AuditLogEvent[] = []
  const print = () => terminal.print(columns(waiting.splice(0).map(row)))
  return {
    add(event) {
      waiting.push(event)
      if (waiting.length === PAGE) print()
    },
    end: print,
  }
}

/** Prints one JSON object, in the layout of the other commands. */
function jsonPrinter(terminal: Terminal, deployment: object): Printer {
  const [before = '', after = ''] = renderJson({ deployment, events: [0] }).split(/\n +0(?=\n)/)
  let last: string | undefined
  return {
    add(event) {
      terminal.printRaw(last === undefined ? `${before}\n` : `${last},\n`)
      last = renderJson(event).replace(/^/gm, '    ')
    },
    end(isWhole) {
      if (last !== undefined) terminal.printRaw(`${last}${after}\n`)
      else if (isWhole) terminal.printRaw(`${renderJson({ deployment, events: [] })}\n`)
    },
  }
}

const UNITS: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads a moment as it is typed: a while ago, such as 24h, or a date. */
function startOf(text: string): number {
  const [, count, unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? []
  const moment = count === undefined ? Date.parse(text) : Date.now() - Number(count) * (UNITS[unit] ?? 0)
  if (Number.isNaN(moment) || moment < 0)
    throw usage('--from takes a while, such as 24h or 7d, or a date such as 2026-01-31.')
  return moment
}

function row({ createTime, actor, action, metadata }: AuditLogEvent) {
  const who = Object.values(actor)
    .filter(part => part !== null)
    .join(' ')
  const what = Object.values(metadata).map(textOf).join(' ')
  return [styled('dim', new Date(createTime).toISOString()), who, styled('bold', action), what]
}
