import { readFile } from 'node:fs/promises'

/** Reads a heap snapshot from its file. */
export async function readHeap(file: string): Promise<Heap> {
  return graphOf(JSON.parse(await readFile(file, 'utf8')))
}

/**
 * Returns the strings that a heap holds below objects of a class: in their properties, private ones included, and in
 * what those hold. Functions are not gone into: what they close over is in no error.
 */
export function stringsBelow({ count, kindOf, nameOf, edgesOf }: Heap, className: string): string[] {
  const waiting: number[] = []
  for (let node = 0; node < count; node++)
    if (nameOf(node) === className && kindOf(node) === 'object') waiting.push(node)
  const seen = new Set(waiting)
  const strings: string[] = []
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (kindOf(node) === 'string') strings.push(nameOf(node))
    for (const { kind, name, to } of edgesOf(node)) {
      if (seen.has(to) || !isHeld(kind, name) || isCode(kindOf(to))) continue
      seen.add(to)
      waiting.push(to)
    }
  }
  return strings
}

/** Members, elements, the parts of a composed string, and the tables behind them; not the shape or the prototype. */
function isHeld(kind: string, name: string): boolean {
  if (kind === 'property') return name !== '__proto__'
  return kind === 'internal' ? name !== 'map' : kind === 'element' || kind === 'hidden'
}

function isCode(kind: string): boolean {
  return ['closure', 'code', 'object shape', 'native'].includes(kind)
}

/** A snapshot as V8 writes it: rows of numbers, and what the numbers mean. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[]
      readonly node_types: readonly [readonly string[], ...unknown[]]
      readonly edge_fields: readonly string[]
      readonly edge_types: readonly [readonly string[], ...unknown[]]
    }
  }
  readonly nodes: readonly number[]
  readonly edges: readonly number[]
  readonly strings: readonly string[]
}

/** What is on the heap, by number, and what each thing refers to. */
export type Heap = ReturnType<typeof graphOf>

function graphOf({ snapshot: { meta }, nodes, edges, strings }: Snapshot) {
  const { node_fields: fields, edge_fields: edgeFields } = meta
  const [nodeOffsets, edgeOffsets] = [offsetsOf(fields), offsetsOf(edgeFields)]
  const inNode = (node: number, name: string) => nodes[node * fields.length + (nodeOffsets[name] ?? 0)] ?? 0
  const inEdge = (edge: number, name: string) =>
    edges[edge * edgeFields.length + (edgeOffsets[name] ?? 0)] ?? 0
  const count = nodes.length / fields.length
  const firstEdges = [0]
  for (let node = 0; node < count; node++)
    firstEdges.push((firstEdges[node] ?? 0) + inNode(node, 'edge_count'))
  return {
    count,
    kindOf: (node: number) => meta.node_types[0][inNode(node, 'type')] ?? '',
    nameOf: (node: number) => strings[inNode(node, 'name')] ?? '',
    edgesOf: (node: number) =>
      Array.from({ length: inNode(node, 'edge_count') }, (_, index) => {
        const edge = (firstEdges[node] ?? 0) + index
        const kind = meta.edge_types[0][inEdge(edge, 'type')] ?? ''
        const numbered = kind === 'element' || kind === 'hidden'
        const name = numbered ? '' : (strings[inEdge(edge, 'name_or_index')] ?? '')
        return { kind, name, to: inEdge(edge, 'to_node') / fields.length }
      }),
  }
}

function offsetsOf(fields: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(fields.map((name, offset) => [name, offset]))
}
