import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { SavedPlan } from '../../config/index.js'
import { errorCode } from '../files.js'
import { memberOf, parseJson } from '../json.js'
import { refused } from '../refusal.js'

/** Refuses a file that a saved plan must not replace, such as the one with the variables: what is neither one nor empty. */
export async function assertReplaceable(folder: string, file: string): Promise<void> {
  const text = await readFile(resolve(folder, file), 'utf8').catch((error: unknown) => {
    return errorCode(error) === 'ENOENT' ? '' : undefined
  })
  if (text === '' || (text !== undefined && isSavedPlan(parseJson(text)))) return
  throw refused(`${file} exists, and is no saved plan: it is left as it is. Save to another file.`)
}

/** Enough of the shape to be shown. */
export function isSavedPlan(value: unknown): value is SavedPlan {
  const section = memberOf(value, 'environment')
  return (
    isText(memberOf(value, 'mac')) &&
    ['unchanged', 'unmanaged', 'leftOut'].every(list => isListOf(memberOf(section, list), isText)) &&
    isListOf(memberOf(section, 'changes'), isChange) &&
    isListOf(memberOf(section, 'problems'), problem => isText(memberOf(problem, 'message'))) &&
    ['after', 'limits'].every(sizes => typeof memberOf(memberOf(section, sizes), 'bytes') === 'number')
  )
}

function isChange(value: unknown): boolean {
  const prints = ['fingerprintBefore', 'fingerprintAfter'].map(member => memberOf(value, member))
  return (
    isText(memberOf(value, 'name')) &&
    ['create', 'update', 'delete', 'set'].includes(`${memberOf(value, 'action')}`) &&
    prints.every(print => print === undefined || isText(print))
  )
}

function isListOf(value: unknown, fits: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
