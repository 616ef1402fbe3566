import { constants } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { errorCode } from '../../config/node/error-code.js'
import type { PlanKey } from '../../config/plan-key.js'
import { isObject, textMember } from '../../text/member.js'
import { printable } from '../../text/quote.js'
import { readNamed } from '../files.js'
import type { Host } from '../host.js'
import { jsonOf } from '../json.js'
import { checkPrivateFile, type PrivateFile, writePrivately } from '../private-file.js'
import { unusable } from '../refusal.js'

/** A config, as a resume file holds it: its fingerprint, and those of its parts where there are few configs. */
export interface SealedConfig {
  readonly sources: string
  readonly parts?: Readonly<Record<string, string>>
}

/** A confirmation of changes. */
interface Confirmed {
  readonly word: string
  /** The deployments that were to be changed, by their places. */
  readonly deployments: readonly number[]
  /** True if the word says that data is handed out. */
  readonly handsOver: boolean
}

/** The first line of a resume file. It holds names, fingerprints and seals: no value, and no token. */
export interface ResumeHead {
  readonly version: 1
  readonly keyId: string
  readonly fleet: string
  readonly configs: readonly SealedConfig[]
  /** Each deployment by its name, and the number of its config. */
  readonly deployments: readonly (readonly [name: string, config: number])[]
  /** Records the confirmation of the changes that it began with, if that was a word. */
  readonly confirmed?: Confirmed
}

/** The content of a resume file, before its seals are checked. */
export interface ReadResume {
  readonly head: ResumeHead
  readonly lines: readonly string[]
  /** The bytes of all whole lines. What a killed run began to write after them does not count. */
  readonly bytes: number
}

/** Reads a resume file, if it is there. Its seals are checked later. */
export async function readResume(
  file: string,
  host: Host,
  signal: AbortSignal,
): Promise<ReadResume | undefined> {
  if (!(await checkPrivateFile(privateFile(file, host)))) return undefined
  const text = await readNamed(host.folder, file, signal)
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const [first = '', ...lines] = whole.split('\n').slice(0, -1)
  const head = jsonOf(first)
  if (isHead(head)) return { head, lines: [first, ...lines], bytes: Buffer.byteLength(whole) }
  throw unusable(`${printable(file)} is not a file that --resume has made, so it is left as it is.`)
}

/**
 * Checks the seals of all lines, each of which covers the line before. Returns the last seal, and what the lines say.
 * @throws {Refusal} for a file that was changed, or made with another key
 */
export async function assertSealed(
  file: string,
  { head, lines }: ReadResume,
  key: PlanKey,
): Promise<{ readonly seal: string; readonly ended: ReadonlyMap<string, string> }> {
  const shown = printable(file)
  if (head.keyId !== key.id)
    throw unusable(
      `${shown} was made with another key: use the same token, or the same CONVEX_PLAN_KEY for all runs.`,
    )
  const ended = new Map<string, string>()
  let seal = ''
  for (const line of lines) {
    const [, content = '', mac = ''] = /^(\{.*),"mac":"(\w+)"\}$/.exec(line) ?? []
    if (mac === '' || mac !== (await sealOf(`${content}}`, seal, key)))
      throw unusable(`${shown} was changed after it was made. Begin anew with another file.`)
    seal = mac
    const entry = jsonOf(line)
    const [name, status] = [textMember(entry, 'name'), textMember(entry, 'status')]
    if (name !== undefined && status !== undefined) ended.set(name, status)
  }
  return { seal, ended }
}

/** Makes a resume file. Returns its last seal. */
export async function createResume(
  file: string,
  host: Host,
  head: ResumeHead,
  key: PlanKey,
): Promise<string> {
  const content = JSON.stringify(head)
  const seal = await sealOf(content, '', key)
  await writePrivately({ ...privateFile(file, host), keepsExisting: true }, sealedLine(content, seal))
  return seal
}

/** Removes a resume file of which nothing is left to do. */
export async function removeResume(file: string, { folder }: Host): Promise<void> {
  await rm(resolve(folder, file), { force: true })
}

/** Adds lines to a resume file while deployments end. Those that end while some are written are written together. */
export class Journal {
  readonly #handle: FileHandle
  readonly #key: PlanKey
  #seal: string
  readonly #waiting: object[] = []
  #writing: Promise<void> | undefined
  #failure: string | undefined

  constructor(handle: FileHandle, key: PlanKey, seal: string) {
    this.#handle = handle
    this.#key = key
    this.#seal = seal
  }

  /** @param bytes the bytes to keep, after which a killed run may have left a part of a line */
  static async open(file: string, { folder }: Host, key: PlanKey, seal: string, bytes?: number) {
    const flags = constants.O_RDWR | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0)
    const handle = await open(resolve(folder, file), flags)
    if (bytes !== undefined) await handle.truncate(bytes)
    return new Journal(handle, key, seal)
  }

  add(entry: { readonly name: string; readonly status: string }): void {
    this.#waiting.push(entry)
    this.#writing ??= this.#write()
  }

  /** Waits until all is written, and closes the file. Returns the code of the error that prevented it, if one did. */
  async end(): Promise<string | undefined> {
    await this.#writing
    await this.#handle.close()
    return this.#failure
  }

  /** After a failure the last line may be a part of one, behind which nothing may come. */
  async #write(): Promise<void> {
    while (this.#waiting.length > 0 && this.#failure === undefined) {
      let text = ''
      for (const entry of this.#waiting.splice(0)) {
        const content = JSON.stringify(entry)
        this.#seal = await sealOf(content, this.#seal, this.#key)
        text += sealedLine(content, this.#seal)
      }
      try {
        await this.#handle.appendFile(text)
        await this.#handle.datasync()
      } catch (error) {
        this.#failure = `${errorCode(error) ?? 'unknown reason'}`
      }
    }
    // At once: one that is added before anybody else hears of the end begins anew.
    this.#writing = undefined
  }
}

function privateFile(file: string, host: Host): PrivateFile {
  return { file, host, holds: 'nothing secret', neverStdout: true }
}

function sealOf(content: string, before: string, key: PlanKey): Promise<string> {
  return key.digest(`resume ${before}`, content)
}

/** Adds the seal to the JSON of an object, as its last member. */
function sealedLine(content: string, seal: string): string {
  return `${content.slice(0, -1)},"mac":"${seal}"}\n`
}

function isHead(value: unknown): value is ResumeHead {
  return (
    isObject(value) &&
    value.version === 1 &&
    ['keyId', 'fleet', 'mac'].every(member => textMember(value, member) !== undefined) &&
    Array.isArray(value.configs) &&
    value.configs.every(one => textMember(one, 'sources') !== undefined) &&
    Array.isArray(value.deployments) &&
    value.deployments.every(
      one => Array.isArray(one) && typeof one[0] === 'string' && Number.isInteger(one[1]),
    )
  )
}
