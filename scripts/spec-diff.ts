import { compareFields } from './drift/compare-shapes.js'
import { type Difference, type Kind, type Severity, sorted } from './drift/differences.js'
import type { Json } from './generation/documents.js'
import { type DocumentShape, type OperationShape, type Parameter, shapeDocument } from './spec-shape.js'

/**
 * What a live document says otherwise than the one that the client is generated from, the gravest first.
 * Operations are matched by method and path: their ids differ.
 */
export function compareDocuments(ours: Json, theirs: Json): Difference[] {
  return sorted(compareOperations(shapeDocument(ours), shapeDocument(theirs)))
}

function compareOperations(ours: DocumentShape, theirs: DocumentShape): Difference[] {
  const differences = compareBasePaths(ours.basePath, theirs.basePath)
  for (const [key, operation] of ours.operations) {
    const other = theirs.operations.get(key)
    if (other) differences.push(...compareOperation(operation, other))
    else differences.push(differ('operation-removed', 'breaking', operation.name, 'theirs does not have it'))
  }
  for (const [key, { name }] of theirs.operations) {
    if (ours.operations.has(key)) continue
    differences.push(differ('operation-added', 'addition', name, 'ours does not have it'))
  }
  return differences
}

function compareBasePaths(ours: string | undefined, theirs: string | undefined): Difference[] {
  if (ours === undefined || theirs === undefined || ours === theirs) return []
  return [
    differ('base-path-changed', 'breaking', 'servers', `theirs serves under ${theirs}, ours under ${ours}`),
  ]
}

function compareOperation(ours: OperationShape, theirs: OperationShape): Difference[] {
  const { name } = ours
  const deprecated = theirs.deprecated && !ours.deprecated
  return [
    ...(deprecated ? [differ('operation-deprecated', 'note', name, 'theirs marks it as deprecated')] : []),
    ...compareParameters(ours, theirs),
    ...compareFields(ours.request, theirs.request, 'request', `${name} request`),
    ...compareFields(ours.response, theirs.response, 'response', `${name} response`),
  ]
}

function compareParameters(ours: OperationShape, theirs: OperationShape): Difference[] {
  return [...new Set([...ours.parameters.keys(), ...theirs.parameters.keys()])].flatMap(key => {
    const mine = ours.parameters.get(key)
    const other = theirs.parameters.get(key)
    return compareFields(mine, other, 'request', `${ours.name} ${placeOf(mine ?? other)}`)
  })
}

function placeOf(parameter: Parameter | undefined): string {
  return parameter ? `${parameter.in} ${parameter.name}` : ''
}

function differ(kind: Kind, severity: Severity, where: string, what: string): Difference {
  return { kind, severity, where, what }
}
