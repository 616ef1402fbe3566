/** The `x-` keys of an operation. Each function returns true for a valid value, and otherwise a problem. */
const OPERATION_KEYS = {
  // A rule of redocly.yaml checks its value.
  'x-retry': () => true,
  'x-retry-with': ({ value }) =>
    (isMap(value) && Object.values(value).every(item => RETRY_CLASSES.includes(item))) ||
    'must map members of the body to retry classes',
  'x-bulk': isFlag,
  'x-max-response-bytes': isSize,
  'x-beta': isFlag,
  'x-permission': ({ value, lists }) => isListed(value, lists.permissions, '`x-permissions` of the document'),
  'x-error-codes': ({ value, lists }) => areListed(value, lists.codes, 'the codes of the schema `Error`'),
  'x-audit': ({ value, lists }) => areListed(value, lists.actions, 'the schema `AuditLogAction`'),
  'x-plan-gate': ({ value, node }) =>
    isListed(value, node['x-error-codes'], "the operation's `x-error-codes`"),
}

const RETRY_CLASSES = ['always', 'idempotent', 'once']

/** The `x-` keys of a schema, with their checks. */
const SCHEMA_KEYS = {
  'x-sensitive': isFlag,
  'x-max-bytes': isSize,
  'x-unique': ({ value }) =>
    value === true || typeof value === 'string' || 'must be true, or the name of a member',
  'x-reserved-names': ({ value }) => Array.isArray(value) || 'must be a list',
  'x-pattern': ({ value }) => typeof value === 'string' || 'must be a pattern',
  'x-open': isFlag,
  'x-shown': isFlag,
  'x-bigint': ({ value, node }) =>
    value === true ||
    (value === 'large' && node.type === 'integer') ||
    'must be true or, of an integer, large',
}

/** Checks all `x-` keys: a misspelled key, or a name that is in no list, would have no effect. */
export function extensionsAreKnown() {
  let lists = {}
  return {
    Root: {
      enter(root) {
        const schemas = root.components?.schemas ?? {}
        lists = {
          permissions: root['x-permissions'],
          codes: schemas.Error?.properties?.code?.enum,
          actions: schemas.AuditLogAction?.enum,
        }
      },
    },
    Operation: checked(OPERATION_KEYS, 'an operation'),
    Schema: checked(SCHEMA_KEYS, 'a schema'),
  }

  function checked(keys, kind) {
    return (node, { report, location }) => {
      for (const [key, value] of Object.entries(node).filter(([name]) => name.startsWith('x-'))) {
        const found = Object.hasOwn(keys, key)
          ? keys[key]({ value, node, lists })
          : `is not a key of ${kind}: ${Object.keys(keys).join(', ')} are`
        if (found !== true) report({ message: `\`${key}\` ${found}.`, location: location.child(key) })
      }
    }
  }
}

function isFlag({ value }) {
  return value === true || 'must be true, or left out'
}

function isSize({ value }) {
  return (Number.isInteger(value) && value > 0) || 'must be a number of bytes of at least 1'
}

function areListed(values, list, name) {
  if (!Array.isArray(values)) return 'must be a list'
  return values.map(value => isListed(value, list, name)).find(found => found !== true) ?? true
}

function isListed(value, list, name) {
  return (
    (Array.isArray(list) && list.includes(value)) ||
    `says ${JSON.stringify(value)}, which ${name} do not list`
  )
}

function isMap(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
