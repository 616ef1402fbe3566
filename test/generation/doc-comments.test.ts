import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

const text = readFileSync('generated/v1.ts', 'utf8')

test('every property of a schema has a doc comment, also one that refers to another schema', () => {
  const bare = propertiesOf(ts.createSourceFile('v1.ts', text, ts.ScriptTarget.Latest, true))
    .filter(property => ts.getJSDocCommentsAndTags(property).length === 0)
    .map(property => `${property.parent.parent.getText().slice(0, 40)}… ${property.name.getText()}`)
  expect(bare).toEqual([])
})

test('no doc comment speaks of the generator', () => {
  expect(text).not.toMatch(/added by|openapi-typescript/)
})

/** The properties of the interface `components`, its schemas by name left out. */
function propertiesOf(file: ts.SourceFile): ts.PropertySignature[] {
  const found: ts.PropertySignature[] = []
  const components = file.statements.find(
    statement => ts.isInterfaceDeclaration(statement) && statement.name.text === 'components',
  )
  const schemas =
    components && ts.forEachChild(components, node => (isNamed(node, 'schemas') ? node : undefined))
  const collect = (node: ts.Node): void => {
    if (ts.isPropertySignature(node)) found.push(node)
    ts.forEachChild(node, collect)
  }
  if (schemas) collect(schemas)
  expect(found.length).toBeGreaterThan(100)
  return found.filter(property => property !== schemas && property.name.getText() !== 'never')
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isPropertySignature(node) && node.name.getText() === name
}
