/** Requires `x-sensitive` on every field that holds a secret. */
export function secretsAreMarked({ secretNames, secretMaps = [] }) {
  const secretName = new RegExp(secretNames)
  return {
    Schema(schema, { report, location, resolve }) {
      const properties = schema.properties ?? {}
      const follow = child => (child?.$ref ? resolve(child).node : child)
      const demand = (child, path, name) => {
        const node = follow(child)
        if (!isString(node) || node['x-sensitive'] === true) return
        const message = `\`${name}\` holds a secret: mark it \`x-sensitive: true\`.`
        report({ message, location: location.child(path) })
      }
      for (const [name, property] of Object.entries(properties)) {
        if (secretName.test(name) || (name === 'value' && properties.name)) {
          demand(property, ['properties', name], name)
        }
        if (secretMaps.includes(name)) {
          demand(follow(property)?.additionalProperties, ['properties', name], name)
        }
      }
    },
  }
}

function isString(schema) {
  return [schema?.type].flat().includes('string') && schema.const === undefined
}
