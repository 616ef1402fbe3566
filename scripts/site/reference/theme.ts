import {
  type DeclarationReflection,
  type IndexedAccessType,
  LiteralType,
  ReferenceType,
  type Reflection,
  ReflectionKind,
  ReflectionType,
  type SomeType,
  UnionType,
} from 'typedoc'
import {
  type MarkdownPageEvent,
  MarkdownTheme,
  MarkdownThemeContext,
  ModuleRouter,
} from 'typedoc-plugin-markdown'

/** The schemas of each document, by the name that the sources give their types. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  V1Schemas: 'v1',
  ManagementSchemas: 'management-v1',
  Schemas: 'log-stream',
}

/** Returns the page of a schema of a document. */
export type SchemaPages = (document: string, schema: string) => string | undefined

/** Writes pages for VitePress: the entry on `index`, and its topics beside it. */
export class Router extends ModuleRouter {
  override getIdealBaseName(reflection: Reflection): string {
    const entry = entryOf(reflection)
    if (reflection === entry) return `${folderOf(entry.name)}/index`
    const topic = topicOf(reflection, entry).name.toLowerCase()
    return `${folderOf(entry.name)}/${topic.replace(/^\W+/, '').replace(/\W+/g, '-')}`
  }
}

/** Makes the theme that links a type of a document to its schema, instead of repeating it. */
export function themeWith(pages: SchemaPages): typeof MarkdownTheme {
  return class extends MarkdownTheme {
    override getRenderContext(page: MarkdownPageEvent<Reflection>): MarkdownThemeContext {
      return new Linking(pages, this, page, this.application.options)
    }
  }
}

class Linking extends MarkdownThemeContext {
  readonly #pages: SchemaPages

  constructor(pages: SchemaPages, ...rest: ConstructorParameters<typeof MarkdownThemeContext>) {
    super(...rest)
    this.#pages = pages
    const { indexAccessType, parametersTable, signatureReturns, typeDeclarationUnionContainer } =
      this.partials
    this.partials.indexAccessType = model => this.#linked(model) ?? indexAccessType(model)
    // A signature shows both: they are repeated only where there is more to say.
    this.partials.parametersTable = model =>
      model.some(({ comment }) => comment) ? parametersTable(model) : ''
    this.partials.signatureReturns = (model, options) =>
      model.comment?.getTag('@returns') ? signatureReturns(model, options) : ''
    this.partials.typeDeclarationUnionContainer = (model, options) =>
      this.#listed(model) ?? typeDeclarationUnionContainer(model, options)
  }

  /** Lists the kinds of a union, unless there is something to say of the members of one. */
  #listed({ type }: DeclarationReflection): string | undefined {
    if (!(type instanceof UnionType)) return undefined
    const { elementSummaries, types } = type
    const isDetailed = (kind: SomeType) =>
      kind instanceof ReflectionType && this.helpers.hasUsefulTypeDetails(kind)
    if (types.some(isDetailed)) return undefined
    const items = types.map((kind, index) => {
      const summary = elementSummaries?.[index]
      const written = this.partials.someType(kind, { forceCollapse: true })
      return `- ${asOneCode(written)}${summary ? `: ${this.helpers.getCommentParts(summary)}` : ''}`
    })
    return items.join('\n')
  }

  #linked({ objectType, indexType }: IndexedAccessType): string | undefined {
    if (!(objectType instanceof ReferenceType) || !(indexType instanceof LiteralType)) return undefined
    const document = DOCUMENTS[objectType.name]
    const schema = String(indexType.value)
    const page = document === undefined ? undefined : this.#pages(document, schema)
    return page === undefined ? undefined : `[\`${schema}\`](${page})`
  }
}

/** Writes a type without links as one piece of code. */
function asOneCode(written: string): string {
  return written.includes('](') ? written : `\`${written.replace(/[`\\]/g, '')}\``
}

/** Returns the entry point that a reflection belongs to. */
export function entryOf(reflection: Reflection): Reflection {
  const { parent } = reflection
  return parent === undefined || parent.kindOf(ReflectionKind.Project) ? reflection : entryOf(parent)
}

function topicOf(reflection: Reflection, entry: Reflection): Reflection {
  const { parent } = reflection
  return parent === undefined || parent === entry ? reflection : topicOf(parent, entry)
}

/** `convex-deployment/config/node` is in the folder `config-node`. */
export function folderOf(entry: string): string {
  return entry === 'convex-deployment'
    ? 'client'
    : entry.replace('convex-deployment/', '').replaceAll('/', '-')
}
