import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, 'corpus')

/** Ordinary files, as people and tools write them for many frameworks and services. Every secret in them is invented. */
export const CORPUS: readonly (readonly [name: string, text: string])[] = readdirSync(FOLDER).map(name => {
  return [name, readFileSync(join(FOLDER, name), 'utf8')] as const
})

/** What is said of them: that alone on which a reader really differs. */
export const SAID_OF_CORPUS: Readonly<Record<string, readonly string[]>> = {
  'bcrypt.env': ['2 expands'],
  'example-commented.env': ['2 bare-comment'],
  'laravel.env': ['18 expands', '19 expands'],
  'next-expanding.env': ['3 expands', '5 expands'],
  'vercel-json.env': ['2 inner-quote'],
  'visual-studio.env': ['1 byte-order-mark'],
}
