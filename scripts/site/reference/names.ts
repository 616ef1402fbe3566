import { type Context, type DeclarationReflection, ReflectionKind, type SignatureReflection } from 'typedoc'
import ts from 'typescript'

// TypeDoc writes out an alias of a type that has no name of its own, as those of the documents: here it keeps the alias.

/** Keeps the types of a signature by the names that its declaration gives them. */
export function keepNamesOfSignature(
  context: Context,
  signature: SignatureReflection,
  declaration?: ts.SignatureDeclaration | ts.JSDocSignature,
): void {
  if (declaration === undefined || ts.isJSDocSignature(declaration)) return
  const within = context.withScope(signature)
  if (declaration.type && !isSpecial(declaration.type)) {
    signature.type = context.converter.convertType(within, declaration.type)
  }
  for (const [index, parameter] of (signature.parameters ?? []).entries()) {
    const type = declaration.parameters[index]?.type
    if (type && !isSpecial(type)) {
      parameter.type = context.converter.convertType(within.withScope(parameter), type)
    }
  }
}

function isSpecial(type: ts.TypeNode): boolean {
  return ts.isTypePredicateNode(type) || ts.isThisTypeNode(type)
}

/** Keeps the type of a property by the name that its declaration gives it. */
export function keepNameOfProperty(context: Context, reflection: DeclarationReflection): void {
  const [declaration] = context.getSymbolFromReflection(reflection)?.declarations ?? []
  if (!reflection.kindOf(ReflectionKind.Property) || !declaration || !ts.isPropertySignature(declaration))
    return
  const name = nameOf(declaration.type)
  if (name) reflection.type = context.converter.convertType(context.withScope(reflection), name)
}

/** The names of types that only the package itself knows: they are written out. */
const NOT_EXPORTED: ReadonlySet<string> = new Set(['DeploymentType', 'Settings', 'UnknownTopic'])

/** Returns the name that a type is given by, also an array of it, and where it may be `undefined`. */
function nameOf(type: ts.TypeNode | undefined): ts.TypeNode | undefined {
  if (type === undefined) return undefined
  if (ts.isUnionTypeNode(type)) {
    const defined = type.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword)
    return defined.length === 1 ? nameOf(defined[0]) : undefined
  }
  const item = ts.isTypeOperatorNode(type) ? type.type : type
  const named = ts.isArrayTypeNode(item) ? item.elementType : item
  const isNamed = ts.isTypeReferenceNode(named) && named.typeArguments === undefined
  return isNamed && !NOT_EXPORTED.has(named.getText()) ? type : undefined
}
