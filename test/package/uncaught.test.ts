import { describe, expect, inject, test } from 'vitest'
import { installedPackageIn } from './installed-package.js'
import { FAILURES, printedUncaught } from './uncaught.js'

const project = installedPackageIn(inject('installed'))

describe.each(['esm', 'cjs'] as const)('an error that nobody catches (%s)', kind => {
  test.each(FAILURES)('from %s is short, has its name and leads to that line', async (failure, name) => {
    const printed = await printedUncaught(project, kind, failure)
    expect(Buffer.byteLength(printed)).toBeLessThan(2048)
    expect(printed).toMatch(new RegExp(`^${name}: `, 'm'))
    expect(printed).toMatch(/\/uncaught\.[mc]js:4:\d+/)
  })
})
