import { documentOfPublishedTypes, type Node, type TypedDocument } from './published-types.js'

export type { TypedDocument }

/** The document behind `@convex-dev/platform` 0.1.10 (2026-08-07), with the numbers that its types lost. */
export function publishedDocument(): TypedDocument {
  const document = documentOfPublishedTypes()
  const { schemas } = document.components
  for (const name of ['AccessTokenId', 'DeploymentId', 'MemberId', 'ProjectId', 'TeamId'])
    schemas[name] = COUNT
  for (const name of ['UsageLimitConfigRequest', 'UsageLimitConfigResponse']) {
    node(schemas[name], 'properties').limit = { ...COUNT, minimum: 1 }
  }
  const limit = {
    name: 'limit',
    in: 'query',
    required: false,
    schema: { type: ['integer', 'null'], minimum: 0 },
  }
  const from = { name: 'from', in: 'query', required: true, schema: COUNT }
  setParameters(node(document.paths['/list_audit_log_events'], 'get'), [from, limit])
  setParameters(node(document.paths['/data/list_active_syncs'], 'get'), [limit])
  return document
}

/** The document in the server's sources two weeks later: the data sync is another one. */
export function newestDocument(): TypedDocument {
  const document = publishedDocument()
  const { schemas } = document.components
  for (const name of REPLACED) delete schemas[name]
  Object.assign(schemas, DATA_SYNC)
  const { TableSelection } = schemas
  const [, columns] = Object(TableSelection).oneOf
  columns.additionalProperties = { $ref: '#/components/schemas/ColumnSelection' }
  return document
}

const COUNT = { type: 'integer', format: 'int64', minimum: 0 }
const TIME = { type: 'integer', format: 'int64' }
const REPLACED = [
  'ActiveDataSyncInProgress',
  'ActiveDataSyncSynced',
  'ColumnInclusion',
  'DataSyncInProgress',
  'DataSyncSynced',
]
const SYNCED = { totalTables: COUNT, numDocumentsSynced: COUNT, syncedTs: TIME }

const DATA_SYNC = {
  ColumnSelection: { type: 'string', enum: ['excluded', 'included'] },
  InclusionDefault: { type: 'string', enum: ['excluded', 'included'] },
  ExcludedTag: { type: 'string', enum: ['excluded'] },
  DataSyncStatus: union({
    snapshotting: 'DataSyncSnapshotting',
    stale: 'DataSyncStale',
    upToDate: 'DataSyncUpToDate',
  }),
  DataSyncSnapshotting: kind('snapshotting', {}),
  DataSyncStale: kind('stale', { snapshotTs: TIME }),
  DataSyncUpToDate: kind('upToDate', { snapshotTs: TIME }),
  ActiveDataSyncStatus: union({
    snapshotting: 'ActiveDataSyncSnapshotting',
    stale: 'ActiveDataSyncStale',
    upToDate: 'ActiveDataSyncUpToDate',
  }),
  ActiveDataSyncSnapshotting: kind('snapshotting', {
    numTablesSynced: COUNT,
    totalTables: COUNT,
    currentComponent: { type: 'string' },
    currentTable: { type: 'string' },
    numDocumentsInCurrentTable: COUNT,
    totalDocumentsInCurrentTable: COUNT,
    numDocumentsSynced: COUNT,
    totalDocuments: COUNT,
  }),
  ActiveDataSyncStale: kind('stale', SYNCED),
  ActiveDataSyncUpToDate: kind('upToDate', SYNCED),
}

/** The vendor wraps the one value of a discriminator into a union of one. */
function kind(type: string, fields: Node): Node {
  const properties = { type: { oneOf: [{ type: 'string', enum: [type] }] }, ...fields }
  return { type: 'object', required: Object.keys(properties), properties }
}

function union(kinds: Record<string, string>): Node {
  const refs = Object.entries(kinds).map(([value, name]) => [value, `#/components/schemas/${name}`] as const)
  return {
    oneOf: refs.map(([, $ref]) => ({ $ref })),
    discriminator: { propertyName: 'type', mapping: Object.fromEntries(refs) },
  }
}

function setParameters(operation: Node, parameters: readonly Node[]): void {
  const names = parameters.map(one => one.name)
  const others = Object(operation.parameters).filter((one: Node) => !names.includes(one.name))
  operation.parameters = [...parameters, ...others]
}

function node(parent: unknown, key: string): Node {
  return Object(parent)[key]
}
