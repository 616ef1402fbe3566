import { anchorOf } from '../../../docs/.vitepress/anchors.js'
import type { Page, SidebarEntry } from '../page.js'
import { describeSchema } from '../schema/describe.js'
import { isObject, listOf, membersOf, textOf } from '../schema/schema.js'
import { paginate, type Section, writeSections } from '../schema/sections.js'
import {
  type Document,
  documents,
  nameOf,
  type Operation,
  readDocument,
  schemasIn,
  slugOf,
} from './document.js'
import { describeOperation } from './operation.js'
import { overview } from './overview.js'

/** The pages of the documents of the HTTP API. */
export interface HttpPages {
  readonly pages: Page[]
  readonly entries: SidebarEntry[]
  /** Returns the place of a schema of a document on the site. */
  schemaPath(alias: string, schema: string): string | undefined
}

export async function httpPages(): Promise<HttpPages> {
  const all = await Promise.all(documents.map(async each => pagesOf(await readDocument(each))))
  const paths = new Map(all.flatMap(({ schemas }) => [...schemas]))
  return {
    pages: all.flatMap(({ pages }) => pages),
    entries: all.map(({ entry }) => entry),
    schemaPath: (alias, schema) => paths.get(`${alias} ${schema}`),
  }
}

interface SchemaPage {
  readonly slug: string
  readonly title: string
  readonly sections: readonly Section[]
}

function pagesOf(document: Document) {
  const { alias, title } = document
  const layout = schemaLayout(document, reference => `[${nameOf(reference)}](#)`)
  const slugs = new Map(layout.flatMap(({ slug, sections }) => sections.map(each => [each.title, slug])))
  const linkTo = (reference: string) => {
    const name = nameOf(reference)
    return `[${name}](./${slugs.get(name)}#${anchorOf(name)})`
  }
  const tags = [...new Set(document.operations.map(({ tag }) => tag))]
  const pages: Page[] = []
  const places = new Map<Operation, string>()
  const items: SidebarEntry[] = []
  const schemaItems: SidebarEntry[] = []
  const add = (entries: SidebarEntry[], slug: string, name: string, text: string) => {
    pages.push({ path: `http/${alias}/${slug}.md`, text: `# ${name}\n\n${text}\n` })
    entries.push({ text: name.replace(/^Schemas of /, ''), link: `/http/${alias}/${slug}` })
  }
  for (const tag of tags) {
    const operations = document.operations.filter(each => each.tag === tag)
    const sections = operations.map(each => describeOperation(document, each, linkTo))
    for (const [index, group] of paginate(sections).entries()) {
      const name = titleOf(nameOfTag(tag), group, index)
      const slug = index === 0 ? slugOf(tag) : `${slugOf(tag)}-${index + 1}`
      add(items, slug, name, about(document, tag, index) + writeSections(group))
      for (const section of group) {
        const operation = operations[sections.indexOf(section)]
        if (operation) places.set(operation, `./${slug}#${anchorOf(section.title)}`)
      }
    }
  }
  pages.push({ path: `http/${alias}/index.md`, text: overview(document, places, linkTo) })
  for (const { slug, title, sections } of schemaLayout(document, linkTo)) {
    add(schemaItems, slug, title, writeSections(sections))
  }
  const [{ link = '' } = {}] = schemaItems
  items.push({ text: 'Schemas', link, collapsed: true, items: schemaItems })
  const schemas = [...slugs].map(([name, slug]): [string, string] => [
    `${alias} ${name}`,
    `/http/${alias}/${slug}#${anchorOf(name)}`,
  ])
  return { pages, schemas, entry: { text: title, link: `/http/${alias}/`, collapsed: true, items } }
}

/** Returns the title of a page: one that goes on says with what. */
function titleOf(name: string, sections: readonly Section[], index: number): string {
  return index === 0 ? name : `${name}: ${sections[0]?.title}`
}

function nameOfTag(tag: string): string {
  return tag.replace(/([a-z])([A-Z])/g, '$1 $2')
}

function about(document: Document, tag: string, index: number): string {
  const described = listOf(document.members, 'tags').find(each => textOf(each, 'name') === tag)
  const text = textOf(described, 'description')
  return index > 0 || text === '' ? '' : `${text}\n\n`
}

/** Divides the schemas among pages: those that one tag alone uses, and those that several share. */
function schemaLayout(document: Document, linkTo: (reference: string) => string): SchemaPage[] {
  const groups = new Map<string, Section[]>()
  const users = usersOf(document)
  for (const [name, schema] of Object.entries(document.schemas)) {
    if (!isObject(schema)) continue
    const tags = users.get(name) ?? []
    const group = tags.length === 1 ? String(tags[0]) : ''
    groups.set(group, [...(groups.get(group) ?? []), { title: name, text: describeSchema(schema, linkTo) }])
  }
  return [...groups]
    .sort(([a], [b]) => Number(a === '') - Number(b === ''))
    .flatMap(([tag, sections]) => {
      const slug = tag === '' ? 'schemas' : `${slugOf(tag)}-schemas`
      const title = tag === '' ? 'Shared schemas' : `Schemas of ${nameOfTag(tag)}`
      return paginateByShape(sections).map((group, index) => ({
        slug: index === 0 ? slug : `${slug}-${index + 1}`,
        title: titleOf(title, group, index),
        sections: group,
      }))
    })
}

/** Divides by what stays the same when links are written: their addresses would make cells longer. */
function paginateByShape(sections: readonly Section[]): Section[][] {
  const plain = sections.map(({ title, text }) => ({
    title,
    text: text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
  }))
  const byTitle = new Map(sections.map(section => [section.title, section]))
  return paginate(plain).map(group => group.flatMap(({ title }) => byTitle.get(title) ?? []))
}

function usersOf(document: Document): Map<string, string[]> {
  const users = new Map<string, string[]>()
  for (const { tag, members } of document.operations) {
    for (const name of schemasIn(document, membersWithBodies(members))) {
      users.set(name, [...new Set([...(users.get(name) ?? []), tag])])
    }
  }
  return users
}

function membersWithBodies(members: Document['members']) {
  const { parameters, requestBody } = members
  return { parameters, requestBody, responses: membersOf(members, 'responses') }
}
