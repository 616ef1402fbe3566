import type { View } from '../own-paths.js'

/** Returns an element of the page, which is there. */
function byId(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (element) return element
  throw new Error(`The page has no element ${id}.`)
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text: string, className = '') {
  return Object.assign(document.createElement(tag), { textContent: text, className })
}

function row(tag: 'td' | 'tr' | 'li', ...parts: readonly Node[]): HTMLElement {
  const all = make(tag, '')
  all.append(...parts)
  return all
}

function fill(id: string, items: readonly Node[], total = items.length): void {
  byId(id).replaceChildren(...items)
  byId(`${id}-count`).textContent = total ? `${total}` : ''
  byId(`${id}-none`).hidden = items.length > 0
}

function grade(status: number): string {
  if (status < 400) return 'good'
  return status < 500 ? 'bad' : 'worse'
}

/** The number of the last request that was shown. Those after it are marked as new. */
let seen = Number.POSITIVE_INFINITY

function requestRow({ id, at, method, path, operation, status }: View['requests'][number]): HTMLElement {
  const time = make('time', new Date(at).toLocaleTimeString())
  time.dateTime = new Date(at).toISOString()
  const line = make('span', '', 'name')
  line.append(make('b', method), path)
  const outcome = make('span', `${status ?? '…'}`, `status ${status ? grade(status) : ''}`)
  const cells = [time, line, make('span', operation ?? '', 'name'), outcome]
  const whole = row('tr', ...cells.map(cell => row('td', cell)))
  if (id > seen) whole.className = 'new'
  return whole
}

function show({ name, kind, variables, logStreams, requests, count }: View): void {
  document.title = `${name} · fake deployment`
  byId('name').textContent = name
  byId('kind').textContent = kind
  const variableRows = variables.map(variable => row('li', make('span', variable, 'name')))
  const streamRows = logStreams.map(stream =>
    row('li', make('span', stream.kind, 'name'), make('span', stream.note, 'note')),
  )
  fill('variables', variableRows)
  fill('streams', streamRows)
  fill('requests', requests.map(requestRow), count)
  seen = count
}

function live(on: boolean, text: string): void {
  const element = byId('live')
  element.className = on ? 'on' : ''
  // The same text again would be read out again.
  if (element.textContent !== text) element.textContent = text
}

let last = ''

async function look(): Promise<void> {
  try {
    const answer = await fetch('/_fake/view', { cache: 'no-store' })
    if (!answer.ok) throw new Error('The fake did not answer.')
    const text = await answer.text()
    if (text !== last) show(JSON.parse(text))
    last = text
    live(true, 'Live')
  } catch {
    live(false, 'Stopped')
  }
}

async function watch(): Promise<void> {
  if (!document.hidden) await look()
  setTimeout(watch, 1000)
}

document.addEventListener('visibilitychange', () => document.hidden || look())
watch()
