import { expect, test } from 'vitest'
import { auditLogMetadata } from '../../src/webhooks/audit-log-metadata.js'
import { sampleEvent } from '../../src/webhooks/sample.js'

const read = (audit_log_metadata: string) => auditLogMetadata({ audit_log_metadata })

test('the metadata of an event is the object that its string holds', () => {
  expect(auditLogMetadata(sampleEvent('audit_log'))).toEqual({ variable_name: 'LOG_LEVEL' })
  expect(read('{"a":[1,-2.5,"3",null,{"b":true}]}')).toEqual({ a: [1, -2.5, '3', null, { b: true }] })
})

test('an integer is a number as long as a number is exact, and then a bigint', () => {
  expect(read('{"a":[9007199254740991,-9007199254740991,9007199254740992,-18446744073709551615]}')).toEqual({
    a: [9007199254740991, -9007199254740991, 9007199254740992n, -18446744073709551615n],
  })
})

test('a member called __proto__ is a member', () => {
  expect(Object.entries(read('{"__proto__":{"a":1}}') ?? {})).toEqual([['__proto__', { a: 1 }]])
})

test.each(['', '{', 'secret', '[]', '1', '"{}"', 'null', `{"a":${'['.repeat(1e5)}`])(
  'metadata that is no object, %j, is undefined',
  text => expect(read(text)).toBeUndefined(),
)

test('metadata that nests too deep to be read is undefined', () => {
  expect(read(`{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`)).toBeUndefined()
})

test('metadata that a newer deployment sends as another type is undefined', () => {
  expect(auditLogMetadata(JSON.parse('{"audit_log_metadata":{"variable_name":"A"}}'))).toBeUndefined()
  expect(auditLogMetadata(JSON.parse('{}'))).toBeUndefined()
})
