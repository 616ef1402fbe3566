import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** A raw request, and what a deployment answers. A group of rows shares what they have in common. */
export interface Row {
  readonly case: string
  /** The place in the source that says so: of get-convex/convex-backend at 94a42c3, or of a library that it uses. */
  readonly source: string
  /** The state in which the request comes, by its name in `given.ts`. */
  readonly given?: string
  /** The requests before it, each with its body. They succeed. */
  readonly before?: readonly (readonly [route: string, body?: unknown])[]
  readonly request: string
  /** Who asks, by its name in `given.ts`. */
  readonly as?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /** A text as it is, or else a value as JSON. */
  readonly body?: unknown
  readonly status: number
  readonly code?: string
  /** The headers of the answer: null for one that is absent. */
  readonly answer?: Readonly<Record<string, string | null>>
  /** The members of the answer's body that count. */
  readonly has?: unknown
  /** The whole body of the answer, as JSON or, if it is a text, as it is. */
  readonly is?: unknown
  /** A part of the answer's text. */
  readonly contains?: string
  /** What the deployment shows afterwards. */
  readonly then?: { readonly request: string; readonly has?: unknown; readonly is?: unknown }
}

const FOLDER = import.meta.dirname

/** All rows, by the topic that their file is named after. */
export const topics: readonly { readonly topic: string; readonly rows: readonly Row[] }[] = readdirSync(
  FOLDER,
)
  .filter(name => name.endsWith('.yaml'))
  .map(name => ({
    topic: name.replace('.yaml', ''),
    rows: parse(readFileSync(join(FOLDER, name), 'utf8')).flatMap(({ rows, ...common }: { rows: object[] }) =>
      rows.map(row => ({ ...common, ...row })),
    ),
  }))
