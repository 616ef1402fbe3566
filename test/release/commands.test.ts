import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
// The changelog names what there was once.
const pages = ['.', 'docs', 'docs/guide']
  .flatMap(folder => readdirSync(folder).map(name => join(folder, name)))
  .filter(page => page.endsWith('.md') && page !== 'CHANGELOG.md')

test.each(pages)('%s names no script of npm that does not exist', page => {
  const named = readFileSync(page, 'utf8').matchAll(/\bnpm run (?:--?\S+ )*([\w:-]+)/g)
  expect(Array.from(named, ([, name]) => name).filter(name => !Object.hasOwn(scripts, name ?? ''))).toEqual(
    [],
  )
})
