/**
 * Requires a description of every schema that has a name, and of every property, its own or that of its schema: it becomes
 * the doc comment of a public type. The constant that identifies a variant of a union needs no description.
 */
export function typesAreDescribed() {
  return {
    NamedSchemas(schemas, { report, location }) {
      for (const [name, schema] of Object.entries(schemas)) {
        if (schema.description || schema.$ref) continue
        const message = `\`${name}\` has no description: it becomes the doc comment of a public type.`
        report({ message, location: location.child(name) })
      }
    },
    Schema(schema, { report, location, resolve }) {
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        const target = property.$ref ? resolve(property).node : property
        if (property.description || target?.description || target?.const !== undefined) continue
        const message = `\`${name}\` has no description: it becomes the doc comment of a public type.`
        report({ message, location: location.child(['properties', name]) })
      }
    },
  }
}
