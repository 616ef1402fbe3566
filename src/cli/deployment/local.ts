import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { memberOf } from '../../text/member.js'
import { unusable } from '../refusal.js'
import type { Credentials } from './credentials.js'

const CONFIG = join('.convex', 'local', 'default', 'config.json')

/** Reads the local deployment of a project, as Convex's own CLI keeps it. It is on loopback and nowhere else. */
export async function readLocal(folder: string): Promise<Credentials> {
  const config = await readConfig(folder)
  const port = memberOf(memberOf(config, 'ports'), 'cloud')
  const token = memberOf(config, 'adminKey')
  if (typeof port === 'number' && Number.isInteger(port) && typeof token === 'string') {
    return { token, url: `http://127.0.0.1:${port}`, from: CONFIG }
  }
  throw unusable(
    `${CONFIG} holds no port and admin key: start the local deployment once with \`npx convex dev\`.`,
  )
}

async function readConfig(folder: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, CONFIG), 'utf8'))
  } catch {
    throw unusable(
      `--local: ${CONFIG} can't be read here. Run this in the project's folder, after \`npx convex dev\` made a local ` +
        'deployment.',
    )
  }
}
