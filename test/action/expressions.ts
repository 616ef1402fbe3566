/** What expressions of a workflow can name. */
export interface Scope {
  readonly github: object
  readonly secrets: object
  readonly inputs: object
  readonly steps: object
}

/** Fills the expressions of a text in. */
export function filled(text: string, scope: Scope): string {
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, path: string) => `${termIn(path, scope) ?? ''}`)
}

/** Evaluates a condition: comparisons that are joined by `&&`. */
export function evaluate(condition: string, scope: Scope): boolean {
  return condition.split('&&').every(part => {
    const [, left = '', operator, right = ''] = /^\s*(\S+)\s*(==|!=)\s*(\S+)\s*$/.exec(part) ?? []
    if (operator === undefined) throw new Error(`Nobody knows what ${condition} means.`)
    const isSame = termIn(left, scope) === termIn(right, scope)
    return operator === '==' ? isSame : !isSame
  })
}

function termIn(term: string, scope: Scope): unknown {
  const literal = /^'(.*)'$/.exec(term)?.[1]
  if (literal !== undefined) return literal
  return term.split('.').reduce((value: unknown, name) => Object(value)[name], scope)
}
