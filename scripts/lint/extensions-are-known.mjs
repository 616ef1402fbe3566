/** The `x-` keys of an operation. Each function returns true for a valid value, and otherwise a problem. */
const KEYS = {
  // A rule of redocly.yaml checks its value.
  'x-retry': () => true,
  'x-retry-with': ({ value }) =>
    (isMap(value) && Object.values(value).every(item => RETRY_CLASSES.includes(item))) ||
    'must map members of the body to retry classes',
  'x-bulk': ({ value }) => value === true || 'must be true, or left out',
  'x-max-response-bytes': ({ value }) =>
    (Number.isInteger(value) && value > 0) || 'must be a number of bytes of at least 1',
  'x-beta': ({ value }) => value === true || 'must be true, or left out',
  'x-permission': ({ value, lists }) => isListed(value, lists.permissions, '`x-permissions` of the document'),
  'x-error-codes': ({ value, lists }) => areListed(value, lists.codes, 'the codes of the schema `Error`'),
  'x-audit': ({ value, lists }) => areListed(value, lists.actions, 'the schema `AuditLogAction`'),
  'x-plan-gate': ({ value, operation }) =>
    isListed(value, operation['x-error-codes'], "the operation's `x-error-codes`"),
}

const RETRY_CLASSES = ['always', 'idempotent', 'once']

/** Checks the `x-` keys of operations: a misspelled key, or a name that is in no list, would have no effect. */
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
    Operation(operation, { report, location }) {
      for (const [key, value] of Object.entries(operation).filter(([name]) => name.startsWith('x-'))) {
        const found = Object.hasOwn(KEYS, key)
          ? KEYS[key]({ value, operation, lists })
          : `is not a key of an operation: ${Object.keys(KEYS).join(', ')} are`
        if (found !== true) report({ message: `\`${key}\` ${found}.`, location: location.child(key) })
      }
    },
  }
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
