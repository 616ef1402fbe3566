/** The `x-` keys of a document. Each function returns true for a valid value, and otherwise a problem. */
const DOCUMENT_KEYS = {
  'x-permissions': areNames,
}

/** The `x-` keys of an operation. */
const OPERATION_KEYS = {
  // A rule of redocly.yaml checks its value.
  'x-retry': () => true,
  'x-retry-with': ({ value, node, follow }) => {
    const body = follow(follow(node.requestBody)?.content?.['application/json']?.schema)
    if (!isMap(value) || !Object.values(value).every(item => RETRY_CLASSES.includes(item))) {
      return 'must map members of the body to retry classes'
    }
    return areListed(Object.keys(value), Object.keys(body?.properties ?? {}), 'the members of the body')
  },
  'x-bulk': isFlag,
  'x-max-response-bytes': isSize,
  'x-beta': isFlag,
  'x-permission': ({ value, lists }) => isListed(value, lists.permissions, '`x-permissions` of the document'),
  'x-error-codes': ({ value, lists }) => areListed(value, lists.codes, 'the codes of the schema `Error`'),
  'x-audit': ({ value, lists }) => areListed(value, lists.actions, 'the members of `AuditLogAction`'),
  'x-plan-gate': ({ value, node }) =>
    isListed(value, node['x-error-codes'], "the operation's `x-error-codes`"),
}

const RETRY_CLASSES = ['always', 'idempotent', 'once']

/** The `x-` keys of a schema. */
const SCHEMA_KEYS = {
  'x-sensitive': isFlag,
  'x-max-bytes': isSize,
  'x-unique': ({ value, node, follow }) =>
    value === true ||
    isListed(value, Object.keys(follow(node.items)?.properties ?? {}), 'the members of an item'),
  'x-reserved-names': areNames,
  'x-pattern': ({ value }) => isPattern(value) || 'must be a regular expression',
  'x-open': isFlag,
  'x-bigint': ({ value, node }) =>
    value === true ||
    (value === 'large' && node.type === 'integer') ||
    'must be true or, of an integer, large',
}

/** The `x-` keys of a reference to a schema. */
const REFERENCE_KEYS = {
  'x-shown': isFlag,
}

const KEYS = { Root: DOCUMENT_KEYS, Operation: OPERATION_KEYS, Schema: SCHEMA_KEYS }

/** Checks all `x-` keys: a misspelled key, or a name that is in no list, would have no effect. */
export function extensionsAreKnown() {
  let lists = {}
  const demanded = new Set()
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
      // A document whose operations demand nothing lists the permissions of others.
      leave(_, { report, location }) {
        if (demanded.size === 0 || !Array.isArray(lists.permissions)) return
        for (const name of lists.permissions.filter(listed => !demanded.has(listed))) {
          const message = `\`x-permissions\` lists ${JSON.stringify(name)}, which no operation demands.`
          report({ message, location: location.child('x-permissions') })
        }
      },
    },
    Operation(operation) {
      if ('x-permission' in operation) demanded.add(operation['x-permission'])
    },
    any: {
      enter(node, context) {
        check(node, KEYS[context.type.name] ?? {}, context.type.name, context)
      },
    },
    ref: {
      enter(node, context) {
        check(node, REFERENCE_KEYS, 'a reference', context)
      },
    },
  }

  function check(node, keys, kind, { report, location, resolve }) {
    if (!isMap(node)) return
    const follow = child => (child?.$ref ? resolve(child).node : child)
    for (const [key, value] of Object.entries(node).filter(([name]) => name.startsWith('x-'))) {
      const found = Object.hasOwn(keys, key)
        ? keys[key]({ value, node, lists, follow })
        : `is not a key of ${kind}, which can have ${Object.keys(keys).join(', ') || 'no `x-` key'}`
      if (found !== true) report({ message: `\`${key}\` ${found}.`, location: location.child(key) })
    }
  }
}

function isFlag({ value }) {
  return value === true || 'must be true, or left out'
}

function isSize({ value }) {
  return (Number.isInteger(value) && value > 0) || 'must be a number of bytes of at least 1'
}

function areNames({ value }) {
  const isList = Array.isArray(value) && value.every(name => typeof name === 'string')
  return (isList && new Set(value).size === value.length) || 'must be a list of names, each of them once'
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

function isPattern(value) {
  try {
    return typeof value === 'string' && new RegExp(value, 'u') instanceof RegExp
  } catch {
    return false
  }
}

function isMap(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
