import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const FILE = resolve('generated/operations.ts')
const table = readFileSync(FILE, 'utf8')
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  lib: ['lib.es2022.d.ts'],
}

describe('the operation table', { timeout: 300_000 }, () => {
  test('compiles against the path types as it is generated', () => {
    expect(faults(table)).toEqual([])
  })

  test.each([
    [
      'a method that the path does not have',
      "method: 'GET', path: '/list_audit_log_events'",
      "method: 'POST', path: '/list_audit_log_events'",
    ],
    ['a path that no document has', "path: '/list_audit_log_events'", "path: '/list_audit_log_event'"],
    ["another operation's path", "path: '/list_audit_log_events'", "path: '/list_usage_limits'"],
    ['an id that no document has', 'listAuditLogEvents: {', 'listAuditLogEntries: {'],
    ['a retry class that there is none of', "retry: 'idempotent'", "retry: 'sometimes'"],
  ])('does not compile with %s', (_, from, to) => {
    expect(faults(table.replace(from, to))).not.toEqual([])
  })

  test('does not compile without one of the operations', () => {
    expect(faults(table.replace(/^ {4}listAuditLogEvents: .*\n/m, ''))).toEqual([
      expect.stringContaining("Property 'listAuditLogEvents' is missing"),
    ])
  })
})

/** What the compiler says of a text in the place of the generated table. */
function faults(text: string): string[] {
  const host = ts.createCompilerHost(options)
  const getSourceFile = host.getSourceFile.bind(host)
  host.getSourceFile = (path, settings) => {
    if (resolve(path) === FILE) return ts.createSourceFile(path, text, settings)
    return remembered(path, () => getSourceFile(path, settings))
  }
  const program = ts.createProgram([FILE], options, host)
  return program
    .getSemanticDiagnostics(program.getSourceFile(FILE))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

/** Only the table differs from test to test: everything else is parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>()

function remembered(path: string, parse: () => ts.SourceFile | undefined): ts.SourceFile | undefined {
  if (!parsed.has(path)) parsed.set(path, parse())
  return parsed.get(path)
}
