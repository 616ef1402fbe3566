import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { anchorOf } from '../../../docs/.vitepress/anchors.js'
import type { Page, SidebarEntry } from '../page.js'
import { describeSchema } from './describe.js'
import { isObject, type Members, membersOf, textOf } from './schema.js'
import { paginate, type Section, writeSections } from './sections.js'

const FOLDER = 'schema'

/** The pages of every JSON Schema in `schema/`, and how the sidebar leads to them. */
export async function schemaPages(): Promise<{ pages: Page[]; entries: SidebarEntry[] }> {
  const files = (await readdir(FOLDER)).filter(name => name.endsWith('.schema.json')).sort()
  const all = await Promise.all(
    files.map(async file => pagesOf(file, JSON.parse(await readFile(join(FOLDER, file), 'utf8')))),
  )
  return { pages: all.flatMap(({ pages }) => pages), entries: all.map(({ entry }) => entry) }
}

function pagesOf(file: string, schema: Members): { pages: Page[]; entry: SidebarEntry } {
  const name = file.replace('.schema.json', '')
  const title = textOf(schema, 'title') || name
  const definitions = { ...membersOf(schema, 'definitions'), ...membersOf(schema, '$defs') }
  const groups: Section[][] = []
  const firstOf = (index: number) => groups[index]?.[0]?.title ?? ''
  const pageOf = (index: number) => (index === 0 ? name : `${name}-${anchorOf(firstOf(index))}`)
  const linkTo = (reference: string) => {
    if (reference === '#') return `[the whole](./${name})`
    const target = reference.split('/').at(-1) ?? ''
    const index = groups.findIndex(group => group.some(section => section.title === target))
    return `[${target}](./${pageOf(Math.max(index, 0))}#${anchorOf(target)})`
  }
  const write = (): Section[] => [
    { title: 'The document', text: describeSchema({ ...schema, description: '' }, linkTo) },
    ...Object.entries(definitions).flatMap(([title, each]) =>
      isObject(each) ? [{ title, text: describeSchema(each, linkTo) }] : [],
    ),
  ]
  // The links need the pages, and the pages need the lengths of the sections.
  groups.push(...paginate(write()))
  const sections = new Map(write().map(section => [section.title, section]))
  const intro = `${textOf(schema, 'description')}\n\n${placeOf(name, file)}`
  const pages = groups.map((group, index) => {
    const texts = group.flatMap(section => sections.get(section.title) ?? [])
    const head = index === 0 ? `# ${title}\n\n${intro}` : `# ${title}: ${firstOf(index)}`
    return { path: `schemas/${pageOf(index)}.md`, text: `${head}\n\n${writeSections(texts)}\n` }
  })
  const items = groups.slice(1).map((group, index) => ({
    text: rangeOf(group),
    link: `/schemas/${pageOf(index + 1)}`,
  }))
  return {
    pages,
    entry: { text: file, link: `/schemas/${name}`, ...(items.length > 0 && { collapsed: true, items }) },
  }
}

function placeOf(name: string, file: string): string {
  const schema = `[${file}](/${FOLDER}/${file})`
  return name === 'command'
    ? `The schema itself is ${schema}, made of [command.yaml](/openapi/command.yaml). Both are in the package.`
    : `The schema itself is ${schema}, and in the package.`
}

function rangeOf(sections: readonly Section[]): string {
  const [first, last] = [sections[0]?.title ?? '', sections.at(-1)?.title ?? '']
  return first === last ? first : `${first} to ${last}`
}
