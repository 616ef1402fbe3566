import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Case } from '../support/neighbours.js'
import type { Row } from './table.js'

/**
 * Has the docker command of this machine, if there is one, read the texts as `--env-file`; counts variables. It talks
 * to a daemon that only looks at which variables a container is to be given, and creates none.
 */
export async function readByDocker(what: string, texts: readonly Case[], folder: string): Promise<Row[]> {
  const version = /version (\S+?),/.exec(
    spawnSync('docker', ['--version'], { encoding: 'utf8' }).stdout ?? '',
  )?.[1]
  if (version === undefined) return []
  const envFile = join(folder, 'docker.env')
  const row = { what, reader: `docker ${version} --env-file`, cases: 0, wrong: 0 }
  for (const { text, values } of texts) {
    writeFileSync(envFile, text)
    const given = await environmentGiven(envFile)
    const expected = Object.entries(values).map(([name, value]) => `${name}=${value}`)
    row.cases += expected.length
    row.wrong += expected.filter(variable => !given.has(variable)).length
  }
  return [row]
}

async function environmentGiven(envFile: string): Promise<ReadonlySet<unknown>> {
  let given: unknown
  const daemon = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const creates = request.url?.includes('/containers/create') === true
    if (creates) given = JSON.parse(Buffer.concat(chunks).toString('utf8')).Env
    response.writeHead(creates ? 201 : 200, { 'api-version': '1.43', 'content-type': 'application/json' })
    response.end(creates ? '{"Id":"0","Warnings":[]}' : 'OK')
  })
  await new Promise<void>(resolve => daemon.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = daemon.address() as AddressInfo
    const args = ['--host', `tcp://127.0.0.1:${port}`, 'create', '--env-file', envFile, 'image']
    await new Promise(resolve => spawn('docker', args, { stdio: 'ignore' }).on('exit', resolve))
  } finally {
    daemon.close()
  }
  return new Set(Array.isArray(given) ? given : [])
}
