/** Runs the command in a process of its own, whose output and files are searched as well. See `command-leaks.test.ts`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { commands } from '../../src/cli/commands.js'
import { run as runCommand } from '../../src/cli/main.js'
import { assertDescribed } from '../cli/support/output-schema.js'
import { ANSWERS } from './answers.js'
import { COMMAND_LINES, type CommandLine, FILES, MISTAKES, VARIABLES } from './command-lines.js'
import { HEALTHY, prepare } from './drive.js'
import { serveEcho } from './echo-server.js'
import { library } from './library.js'
import { TOKEN } from './markers.js'
import { Watch } from './watch.js'

const [folder = ''] = process.argv.slice(2)
const ground = await prepare(library)
const watch = new Watch()
let fake = library.createFakeDeployment()
let running = ''
const server = await serveEcho(
  HEALTHY,
  request => fake.fetch(request),
  (place, text) => watch.text(`${running}: ${place}`, text),
)

const { stream: STREAM, webhook: WEBHOOK, limit: LIMIT } = ground.ids
const WORDS = new Map(
  Object.entries({ URL: server.url, HOST: new URL(server.url).host, STREAM, WEBHOOK, LIMIT }),
)

/** Forms in which a server quotes, and that no command tries again. */
const ECHOED = /^a (?:message|code|host to go to)$|^a message, (?:JSON-escaped|percent-encoded)$/
const ECHOES = ANSWERS.filter(({ name }) => ECHOED.test(name))

/** Set by `npm run prove secrets`: each command meets every echo, and not only the next one. */
const IS_EVERY_CASE = process.env.EVERY_CASE !== undefined

await mkdir(`${folder}/work`)
process.chdir(`${folder}/work`)
for (const [name, text] of Object.entries(FILES)) {
  await mkdir(dirname(name), { recursive: true })
  await writeFile(name, filledIn(text), { mode: 0o600 })
}

for (const line of COMMAND_LINES) {
  await run(line, HEALTHY.name)
  await run(line, HEALTHY.name, '--json')
}
for (const line of MISTAKES) await run(line, 'by mistake')
for (const [index, line] of COMMAND_LINES.entries()) {
  for (const answer of IS_EVERY_CASE ? ECHOES : ECHOES.filter((_, echo) => echo === index % ECHOES.length)) {
    // What this server gives back is the key of a deployment, which no command of a platform has.
    if (/^(?:deployments|env defaults) /.test(line.name)) continue
    // A deployment that is being created answers so, and is waited for.
    if (line.name === 'ready' && answer.name.includes('percent')) continue
    for (const writesOnly of [false, true]) {
      Object.assign(server, { answer, writesOnly })
      await run(line, `${answer.name}${writesOnly ? ' to a write' : ''}`, ...(writesOnly ? ['--json'] : []))
    }
  }
}
server.close()

const seen = Object.fromEntries([...watch.seen].map(([kind, names]) => [kind, [...names].sort()]))
const names = commands.map(({ name }) => name).sort()
process.send?.({ searched: watch.searched, hits: [...watch.hits], seen, commands: names })

/** Runs a command line against a deployment that nothing was done to, and searches what it prints. */
async function run(
  { name, rest, input = '', reveals = false }: CommandLine,
  about: string,
  ...more: string[]
) {
  fake = library.createFakeDeployment()
  fake.restore(ground.state)
  const typed = [...name.split(' '), ...more, ...rest.map(filledIn)]
  running = `${typed.join(' ').replaceAll(TOKEN, 'KEY')}, ${about}`
  const printed = { stdout: '', stderr: '' }
  const keep = (where: keyof typeof printed) =>
    new Writable({
      write(chunk, _, done) {
        printed[where] += chunk
        done()
      },
    })
  const credentials = { CONVEX_SELF_HOSTED_URL: server.url, CONVEX_SELF_HOSTED_ADMIN_KEY: TOKEN }
  const code = await runCommand(typed, {
    environment: { PATH: process.env.PATH, HOME: folder, ...credentials, ...VARIABLES },
    folder: process.cwd(),
    stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]),
    stdout: keep('stdout'),
    stderr: keep('stderr'),
    // So that a program that it runs prints to the streams of this process.
    process,
  })
  assertDescribed(typed, printed.stdout)
  watch.note('command', name)
  watch.note('exit', `${code}`)
  if (!reveals) watch.text(`${running}: stdout`, printed.stdout)
  watch.text(`${running}: stderr`, printed.stderr)
}

/** The text with what only this run knows. */
function filledIn(text: string): string {
  return text.replace(/\b(?:URL|HOST|STREAM|WEBHOOK|LIMIT)\b/g, word => WORDS.get(word) ?? word)
}
