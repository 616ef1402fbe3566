import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'

/** A place that keeps a secret in, and what it would be without. */
export interface Sabotage {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
}

/** The first are tried by every test run, and all of them by `npm run prove:secrets`. */
export const SABOTAGES: readonly Sabotage[] = [
  {
    name: 'messages of the server are shown as they are',
    file: 'src/transport/answer.ts',
    from: 'const line = scrub(message, secrets)',
    to: 'const line = message',
  },
  {
    name: 'a plan keeps its secrets in the open',
    file: 'src/environment/environment-plan.ts',
    from: 'this.#secrets = { values, key }',
    to: 'this.#secrets = { values, key }\n    Object.assign(this, { values, key })',
  },
  {
    name: "the runtime's own error is the cause",
    file: 'src/transport/connection-failure.ts',
    from: 'return copy',
    to: 'return original',
  },
  {
    name: 'what is JSON-escaped is not looked for',
    file: 'src/text/scrub.ts',
    from: 'JSON.stringify(secret).slice(1, -1), ',
    to: '',
  },
  {
    name: 'what is percent-encoded is not looked for',
    file: 'src/text/scrub.ts',
    from: ', encodeURIComponent(wellFormed)',
    to: '',
  },
  {
    name: 'the token is no secret',
    file: 'src/transport/exchange.ts',
    from: "[this.#token, this.#token.slice(this.#token.indexOf('|') + 1), ...values]",
    to: 'values',
  },
  {
    name: 'values are no secrets',
    file: 'src/transport/exchange.ts',
    from: ', ...values]',
    to: ']',
  },
  {
    name: 'secrets in variants are overlooked',
    file: 'src/documents/sensitive-strings.ts',
    from: 'const variants = schema.oneOf ?? []',
    to: 'const variants = []',
  },
  {
    name: 'any code is shown',
    file: 'src/transport/answer.ts',
    from: 'return harmless ? code : undefined',
    to: 'return code',
  },
  {
    name: 'headers are shown as they are',
    file: 'src/transport/answer.ts',
    from: '[name, scrub(value, secrets)]',
    to: '[name, value]',
  },
  {
    name: 'a redirect shows where it leads',
    file: 'src/transport/answer.ts',
    from: 'scrub(origin, [...secrets, ...secrets.map(secret => secret.toLowerCase())])',
    to: 'location',
  },
  {
    name: 'a redirect shows its host as it is',
    file: 'src/transport/answer.ts',
    from: '...secrets.map(secret => secret.toLowerCase())',
    to: '',
  },
  {
    name: 'names in answers are shown as they are',
    file: 'src/transport/answer.ts',
    from: 'exchange.secrets.map(secret => secret.slice(0, 64))',
    to: '[]',
  },
  {
    name: 'an answer that is no JSON is quoted',
    file: 'src/transport/answer.ts',
    from: "? 'not JSON' :",
    to: '? body.text :',
  },
  {
    name: 'what the runtime says is shown as it is',
    file: 'src/transport/connection-failure.ts',
    from: 'new Error(scrub(original.message, secrets)',
    to: 'new Error((original.message)',
  },
  {
    name: 'events are told as they come',
    file: 'src/transport/attempt.ts',
    from: 'state: scrub(state, exchange.secrets)',
    to: 'state',
  },
  {
    name: 'the token travels in the address',
    file: 'src/transport/attempt.ts',
    from: 'new Request(url, init)',
    to: 'new Request(url + `?` + new Headers(init.headers).get(`authorization`), init)',
  },
  {
    name: 'a token that is refused is quoted',
    file: 'src/connection/token.ts',
    from: "refusal('starts with",
    to: "refusal(bare + ' starts with",
  },
  {
    name: 'an address that is refused is quoted',
    file: 'src/connection/address.ts',
    from: "'must not hold credentials: ",
    to: "url + ' must not hold credentials: ",
  },
  {
    name: 'a plan keeps any option',
    file: 'src/resources/environment-plans.ts',
    from: 'savedOptions(given)',
    to: 'given',
  },
  {
    name: 'a schema may quote',
    file: 'src/environment/value-schemas.ts',
    from: 'scrub(issue.message, [after])',
    to: 'issue.message',
  },
  {
    name: 'a value that creates only is open',
    file: 'src/environment/desired.ts',
    from: 'this.#value = value',
    to: 'this.#value = value\n    Object.assign(this, { value })',
  },
]

/** The same for the command. */
export const COMMAND_SABOTAGES: readonly Sabotage[] = [
  {
    name: 'a list shows values unasked',
    file: 'src/cli/env/list.ts',
    from: '...(showValues && { value })',
    to: 'value',
  },
  {
    name: 'a log stream shows its secret unasked',
    file: 'src/cli/settings/log-streams.ts',
    from: 'const visible = withoutSecrets(stream, withValues)',
    to: 'const visible = stream',
  },
  {
    name: 'what stands in the place of a name is repeated',
    file: 'src/cli/deployment/credentials.ts',
    from: "/^[a-z0-9.:-]+$/.test(name) ? name : 'another deployment'",
    to: 'name',
  },
]

/** Those that are tried now: all, or so many of the first. */
export function chosen(sabotages: readonly Sabotage[], few: number): readonly Sabotage[] {
  return process.env.SABOTAGES === 'all' ? sabotages : sabotages.slice(0, few)
}

/** Copies the sources into a folder, with one place turned off. */
export async function copyWithout({ file, from, to }: Sabotage, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await cp('src', `${folder}/src`, { recursive: true })
  await Promise.all(['generated', 'node_modules'].map(name => symlink(resolve(name), `${folder}/${name}`)))
  await writeFile(`${folder}/package.json`, '{ "type": "module" }')
  const text = await readFile(`${folder}/${file}`, 'utf8')
  if (text.split(from).length !== 2) throw new Error(`${file} does not hold this once: ${from}`)
  await writeFile(
    `${folder}/${file}`,
    text.replace(from, () => to),
  )
}
