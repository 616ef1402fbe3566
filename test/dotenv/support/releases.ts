import { parseEnv as readByNode } from 'node:util'
import { parse as parse16 } from 'dotenv16'
import { parse as parse17 } from 'dotenv17'
import { parse as parse18 } from 'dotenv18'
import { parseEnv } from '../../../src/dotenv/index.js'

/** A reader of .env texts: the last of several values of a name wins. */
export type Reads = (text: string) => { readonly [name: string]: string | undefined }

/** The dotenv releases that this project installs. */
export const DOTENV: readonly (readonly [name: string, read: Reads])[] = [
  ['dotenv 16', text => parse16(text)],
  ['dotenv 17', text => parse17(text)],
  ['dotenv 18', text => parse18(text)],
  ['dotenv 18, fast', text => parse18(text, { fast: true })],
]

/** The Node that runs the tests. */
export const NODE = [`Node ${process.versions.node}`, (text: string) => readByNode(text)] as const

/** How `parseEnv` of this project reads a text, the last value of a name winning. */
export const ours: Reads = text =>
  Object.fromEntries(parseEnv(text).entries.map(({ name, value }) => [name, value]))
