/** Writes results as Markdown, for the summary of the job and the comment on the pull request: names, signs and counts. */
import { shortened } from './reviewed.mjs'
import { code, cut, fenced } from './text.mjs'

const PLAIN = /^[\w.:/-]+$/

/**
 * Returns the report of a run, of at most so many characters: rows and sections that do not fit are counted.
 * @param run the mode, the sections, sentences about the whole, and the event
 */
export function reportOf({ mode, about, sections, notes = [], event }, limit) {
  const [only, ...more] = sections
  const isOne = only?.name !== undefined && more.every(({ name, isRest }) => name === undefined && !isRest)
  const heading = `### ${isOne ? titleOf(only) : titleText(about)}: ${mode}`
  const end = [...notes, ...footerOf(event)]
  const parts = [heading]
  let left = limit - lengthOf([heading, ...end]) - ROOM_FOR_COUNTS
  let shown = 0
  for (const section of isOne ? [{ ...only, name: undefined }, ...more] : sections) {
    const blocks = blocksOf(section, left)
    if (lengthOf(blocks) > left) break
    parts.push(...blocks)
    left -= lengthOf(blocks)
    shown += 1
  }
  if (shown < sections.length) parts.push(`… and ${sections.length - shown} more: see the log.`)
  return [...parts, ...end].join('\n\n')
}

const ROOM_FOR_COUNTS = 200
const LONGEST_MESSAGES = 8000
const LONGEST_TITLE = 200

function titleOf({ name, type }) {
  return `${titleText(name)}${type === undefined ? '' : ` (${titleText(type)})`}`
}

function titleText(text) {
  return code(cut(`${text}`, LONGEST_TITLE), PLAIN)
}

function blocksOf({ name, type, said, rows, messages, doubts = [], isBlind }, left) {
  const head = name === undefined ? [said] : [`#### ${titleOf({ name, type })}`, said]
  const text = cut(messages.join('\n'), Math.max(0, Math.min(LONGEST_MESSAGES, Math.floor(left / 2))))
  const tail = [...doubtsOf(doubts, isBlind, left / 4), ...(text === '' ? [] : [fenced(text)])]
  const fit = fitting(rows, left - lengthOf([...head, ...tail]) - ROOM_FOR_COUNTS)
  const hidden = rows.length - fit.length
  return [
    ...head,
    ...(fit.length > 0 ? [fenced(fit.join('\n'), 'diff')] : []),
    ...(hidden > 0 ? [`… and ${hidden} more: see the log.`] : []),
    ...tail,
  ]
}

function doubtsOf(doubts, isBlind, left) {
  if (doubts.length === 0) return []
  const why = isBlind ? 'Not checked, as the key may not read' : 'Reading back did not show'
  const spans = doubts.map(doubt => `\`${doubt}\``)
  const fit = fitting(spans, left)
  return [`${why}: ${fit.join(', ')}${fit.length < spans.length ? ', …' : ''}.`]
}

/** Returns the rows that fit, from the first on. */
function fitting(rows, left) {
  const fit = []
  let length = 0
  for (const row of rows) {
    length += row.length + 2
    if (length > left) break
    fit.push(row)
  }
  return fit
}

/** Two line breaks go between blocks. */
function lengthOf(blocks) {
  return blocks.reduce((length, block) => length + block.length + 2, 0)
}

function footerOf(event) {
  if (event === undefined) return []
  const run = event.url === undefined ? '' : ` · [run](${event.url})`
  return [`<sub>Commit \`${shortened(event.commit)}\`${run}</sub>`]
}
