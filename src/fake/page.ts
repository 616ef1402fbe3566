/**
 * Returns the page that shows what a fake holds and was asked. It is the same for every fake: its script asks for the data, and
 * writes each text as text.
 * @param nonce allows its style and its script, and no other
 */
export function page(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Fake deployment</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLE}</style>
<header>
  <h1 id="name">Fake deployment</h1>
  <p id="kind"></p>
  <p id="live" role="status">Connecting</p>
</header>
<main>
  <section aria-labelledby="asked">
    <h2 id="asked">Requests <span id="requests-count"></span></h2>
    <table>
      <thead><tr><th scope="col">Time</th><th scope="col">Request</th><th scope="col">Operation</th><th scope="col">Status</th></tr></thead>
      <tbody id="requests"></tbody>
    </table>
    <p id="requests-none" hidden>None yet. Requests show here as they come.</p>
  </section>
  <aside>
    <section aria-labelledby="held">
      <h2 id="held">Variables <span id="variables-count"></span></h2>
      <ul id="variables"></ul>
      <p id="variables-none" hidden>None yet.</p>
    </section>
    <section aria-labelledby="streamed">
      <h2 id="streamed">Log streams <span id="streams-count"></span></h2>
      <ul id="streams"></ul>
      <p id="streams-none" hidden>None yet.</p>
    </section>
  </aside>
</main>
<noscript>This page needs JavaScript to show what comes.</noscript>
<footer>A deployment in memory. This page shows names, never values, keys, bodies or queries.</footer>
<script nonce="${nonce}">${SCRIPT}</script>
</html>
`
}

const STYLE = `
:root{--page:#fbfbfa;--ink:#1d1d1b;--soft:#6b6a66;--line:#e6e5e1;--good:#2c7a4b;--bad:#a8541b;--worse:#b3261e;--tint:#f1f0ec}
@media (prefers-color-scheme:dark){:root{--page:#161615;--ink:#ecebe7;--soft:#9b9a94;--line:#2b2b29;--good:#7cc797;--bad:#e3a36b;--worse:#f08b82;--tint:#20201f}}
*{box-sizing:border-box;margin:0}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:76rem;margin:auto;padding:2.5rem 1.5rem}
header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem .9rem;margin-bottom:2.5rem}
h1{font-size:1.5rem;font-weight:600;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:.9rem;font-weight:600;padding-bottom:.6rem;border-bottom:1px solid var(--line)}
h2 span,header p,th,time,.note,[id$=-none],footer{color:var(--soft);font-weight:400}
header p{font-size:.9rem}
#live{margin-left:auto}
#live::before{content:"";display:inline-block;width:.5rem;height:.5rem;border-radius:50%;margin-right:.5rem;background:var(--soft)}
#live.on::before{background:var(--good)}
main{display:grid;grid-template-columns:minmax(0,1fr) 17rem;gap:3.5rem;align-items:start}
aside{display:grid;gap:2.5rem}
table{width:100%;border-collapse:collapse;font-size:.9rem}
th{text-align:left;font-size:.8rem;padding:.6rem 0 .2rem}
td{padding:.5rem 1rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top}
tr.new{background:var(--tint)}
th:last-child,td:last-child{text-align:right;padding-right:0}
time,.status{font-variant-numeric:tabular-nums;white-space:nowrap}
.name{font:.875rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere;unicode-bidi:isolate}
.name b{display:inline-block;min-width:2.6em;font-weight:600;margin-right:.6em}
.good{color:var(--good)}.bad{color:var(--bad)}.worse{color:var(--worse)}
ul{list-style:none;padding:0}
li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;padding:.45rem 0;border-bottom:1px solid var(--line)}
.note{font-size:.85rem}
[id$=-none],footer,noscript{font-size:.9rem;padding-top:.8rem}
footer{margin-top:3rem}
@media (max-width:52rem){
main{grid-template-columns:minmax(0,1fr);gap:2.5rem}
body{padding:1.5rem 1rem}
thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
tbody tr{display:flex;flex-wrap:wrap;padding:.5rem 0;border-bottom:1px solid var(--line)}
td{border:0;padding:0}
td .name{font-size:.82rem}
td:nth-child(2){order:-2;flex:1 1 calc(100% - 2.2rem)}
td:last-child{order:-1;width:2.2rem}
td:nth-child(3){margin-left:auto}
}
`

const SCRIPT = `
'use strict'
const byId = id => document.getElementById(id)
const make = (tag, text, className = '') => Object.assign(document.createElement(tag), { textContent: text, className })
const row = (tag, ...parts) => { const all = make(tag, ''); all.append(...parts); return all }
const grade = status => (status < 400 ? 'good' : status < 500 ? 'bad' : 'worse')

function fill(id, items, total = items.length) {
  byId(id).replaceChildren(...items)
  byId(id + '-count').textContent = total || ''
  byId(id + '-none').hidden = items.length > 0
}

let seen = Infinity
function requestRow({ id, at, method, path, operation, status }) {
  const time = make('time', new Date(at).toLocaleTimeString())
  time.dateTime = new Date(at).toISOString()
  const line = make('span', '', 'name')
  line.append(make('b', method), path)
  const cells = [time, line, make('span', operation ?? '', 'name'), make('span', status ?? '…', 'status ' + (status ? grade(status) : ''))]
  const whole = row('tr', ...cells.map(cell => row('td', cell)))
  if (id > seen) whole.className = 'new'
  return whole
}

function show({ name, kind, variables, logStreams, requests, count }) {
  document.title = name + ' · fake deployment'
  byId('name').textContent = name
  byId('kind').textContent = kind
  fill('variables', variables.map(name => row('li', make('span', name, 'name'))))
  fill('streams', logStreams.map(({ kind, note }) => row('li', make('span', kind, 'name'), make('span', note, 'note'))))
  fill('requests', requests.map(requestRow), count)
  seen = count
}

function live(on, text) {
  byId('live').className = on ? 'on' : ''
  if (byId('live').textContent !== text) byId('live').textContent = text
}

let last = ''
async function look() {
  try {
    const answer = await fetch('/_fake/view', { cache: 'no-store' })
    if (!answer.ok) throw new Error()
    const text = await answer.text()
    if (text !== last) show(JSON.parse((last = text)))
    live(true, 'Live')
  } catch {
    live(false, 'Stopped')
  }
}

async function watch() {
  if (!document.hidden) await look()
  setTimeout(watch, 1000)
}
document.addEventListener('visibilitychange', () => document.hidden || look())
watch()
`
