import { Document, isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml'
import { refusal } from '../../errors.js'
import { isObject } from '../../text/member.js'
import type { DeclaredDeployment } from '../index.js'
import { memberPath } from './yaml-tree.js'

/** The line by which editors find the schema. */
const SCHEMA = ' yaml-language-server: $schema=./node_modules/convex-deployment/schema/deployment.schema.json'

/**
 * Writes a declared deployment as the text of a file: YAML that `readConfig` reads back, with comments on what is kept and on
 * keys. Writes no file.
 * @throws {InvalidInputError} for a value that no file can hold, such as one of `createOnly`
 * @example
 * await writeFile('deployment.yaml', stringifyConfig(await importDeployment(deployment)))
 */
export function stringifyConfig(declared: DeclaredDeployment): string {
  assertPlain(declared, '')
  // An object that is there twice would be written as an alias, which no file may have.
  const options = { version: '1.2', schema: 'core', aliasDuplicateObjects: false } as const
  const document = new Document({ version: 1, ...declared }, options)
  document.commentBefore = SCHEMA
  if (isMap(document.contents)) comment(document.contents, declared)
  return document.toString({ lineWidth: 0, indent: 2, singleQuote: false })
}

function comment(root: YAMLMap, { environment = {} }: DeclaredDeployment): void {
  for (const pair of root.items) {
    const name = nameOf(pair)
    const isFilled = (isMap(pair.value) || isSeq(pair.value)) && pair.value.items.length > 0
    if (isScalar(pair.key) && isFilled) pair.key.spaceBefore = true
    const kept = Object.values(environment).filter(value => isObject(value) && 'keep' in value)
    if (name === 'environment' && kept.length > 0)
      note(
        pair,
        'What is kept has to be there, and is not compared. Give it a value to manage it, and to notice a change.',
      )
    if (name === 'logStreams' && isMap(pair.value))
      for (const stream of pair.value.items) commentStream(stream)
    if (isMap(pair.value)) for (const member of pair.value.items) inOneLine(member.value)
    if (isSeq(pair.value)) for (const item of pair.value.items) inOneLine(item)
  }
}

function commentStream(stream: Pair): void {
  if (!isMap(stream.value)) return
  if (stream.value.has('keep'))
    note(stream, 'Kept as it is, and not compared: it has failed, or its address may be a secret.')
  for (const setting of stream.value.items)
    if (isMap(setting.value) && setting.value.has('env'))
      note(setting, 'Never returned: it is read only if it is sent.')
}

function note({ key }: Pair, text: string): void {
  if (isScalar(key)) key.commentBefore = ` ${text}`
}

/** Writes a map of scalars in one line, and a list of them: those of a stream stay a line each. */
function inOneLine(node: unknown): void {
  if (isSeq(node) && node.items.every(isScalar)) node.flow = true
  if (!isMap(node)) return
  if (node.items.some(({ key }) => isScalar(key) && key.commentBefore)) {
    for (const { value } of node.items) inOneLine(value)
    return
  }
  for (const { value } of node.items) inOneLine(value)
  if (node.items.every(({ value }) => isScalar(value) || (isSeq(value) && value.flow))) node.flow = true
}

function nameOf({ key }: Pair): unknown {
  return isScalar(key) ? key.value : undefined
}

function assertPlain(value: unknown, path: string): void {
  if (['string', 'number', 'boolean'].includes(typeof value) || value === null) return
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) assertPlain(item, `${path}[${index}]`)
    return
  }
  if (!isObject(value) || ![Object.prototype, null].includes(Object.getPrototypeOf(value)))
    throw refusal(path, `\`${path}\` is a value that no file can hold: write it as text, or as a reference.`)
  for (const [name, member] of Object.entries(value)) assertPlain(member, memberPath(path, name))
}
