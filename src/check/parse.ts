import { type ParserPlugin, parse } from '@babel/parser'
import type { Program } from '@babel/types'
import { prune } from './prune.js'
import type { SyntaxTree } from './syntax.js'
import { walk } from './walk.js'

/** A text that could not be parsed. */
export interface SyntaxProblem {
  readonly line: number
  readonly column: number
  readonly reason: string
}

const TYPESCRIPT = /\.[cm]?tsx?$/
const WITHOUT_JSX = /\.[cm]?ts$/

/**
 * Parses a module. Returns where it is broken if it is. Nothing of it is run.
 *
 * @param isOwn tells if a module that is named is one of the project. With it, only what can have to do with variables is kept
 */
export function parseModule(
  text: string,
  file: string,
  isOwn?: (specifier: string) => boolean,
): SyntaxTree | SyntaxProblem {
  try {
    const tree = walk(parseText(text, file), text, TYPESCRIPT.test(file))
    if (isOwn) prune(tree, isOwn)
    return tree
  } catch (error) {
    return problemIn(error)
  }
}

/** Returns where a module is broken, `undefined` if it is not. Nothing of its tree is kept. */
export function findProblem(text: string, file: string): SyntaxProblem | undefined {
  try {
    parseText(text, file)
    return undefined
  } catch (error) {
    return problemIn(error)
  }
}

function parseText(text: string, file: string): Program {
  const plugins: ParserPlugin[] = [
    'decorators-legacy',
    'decoratorAutoAccessors',
    'explicitResourceManagement',
  ]
  if (TYPESCRIPT.test(file)) plugins.push('typescript')
  if (!WITHOUT_JSX.test(file)) plugins.push('jsx')
  const { program } = parse(text, {
    sourceType: 'module',
    plugins,
    errorRecovery: true,
    attachComment: false,
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    allowUndeclaredExports: true,
  })
  return program
}

/** Returns true if a module could be parsed. */
export function isTree(parsed: SyntaxTree | SyntaxProblem): parsed is SyntaxTree {
  return 'program' in parsed
}

/** Returns where a text is broken. The parser's message may quote it, so nothing but the place is taken. */
function problemIn(error: unknown): SyntaxProblem {
  if (error instanceof Error && 'loc' in error) {
    const { loc } = error
    if (typeof loc === 'object' && loc !== null && 'line' in loc && 'column' in loc) {
      const { line, column } = loc
      if (typeof line === 'number' && typeof column === 'number')
        return { line, column: column + 1, reason: 'its syntax is broken' }
    }
  }
  // More than the stack of the parser, or of the walk, holds.
  if (error instanceof RangeError) return { line: 1, column: 1, reason: 'it is nested too deeply' }
  throw error
}
