import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

test('SECURITY.md tells why each dependency is there, and of none that is not', async () => {
  const page = await readFile('SECURITY.md', 'utf8')
  const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'))
  const rows = page.slice(page.indexOf('## Dependencies')).match(/^\| `[^|]+\|/gm) ?? []
  const told = rows.flatMap(row => [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name))
  expect(told.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort())
})
