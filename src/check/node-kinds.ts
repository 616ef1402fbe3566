/** The members of a node that hold no code: places, comments, and types. */
export const SKIPPED: ReadonlySet<string> = new Set([
  'type',
  'start',
  'end',
  'loc',
  'extra',
  'errors',
  'comments',
  'directives',
  'interpreter',
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'superTypeParameters',
  'superTypeArguments',
  'returnType',
  'implements',
  'predicate',
])

/** The nodes that are no more than types. */
export const TYPES: ReadonlySet<string> = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSDeclareMethod',
  'TSNamespaceExportDeclaration',
  'TSIndexSignature',
])

/** The nodes that hold no other. */
export const LEAVES: ReadonlySet<string> = new Set([
  'BooleanLiteral',
  'NullLiteral',
  'NumericLiteral',
  'PrivateName',
  'StringLiteral',
  'Super',
  'TemplateElement',
  'ThisExpression',
])
