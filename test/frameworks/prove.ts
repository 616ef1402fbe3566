/**
 * Builds and serves a page of Next.js that lists variables, and searches what Next.js keeps on disk for a value. A page
 * that fetches the same by itself shows that the search can find one. The same server receives a log stream by the route of
 * `examples/webhooks/`: `npm run prove next`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { transform } from 'esbuild'
import { createFakeDeployment } from '../../src/fake/index.js'
import { sampleEvent, signWebhook } from '../../src/webhooks/index.js'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'

const VERSIONS = ['14.2.35', '15.5.7']
const VALUE = 's3cr3t-value-of-a-page'
const WEBHOOK_SECRET = 'secret-of-a-webhook'

const LAYOUT = 'export default ({ children }) => <html lang="en"><body>{children}</body></html>'
const WITH_CLIENT = `import { createDeploymentClient } from 'convex-deployment'
export default async function Page() {
  const deployment = createDeploymentClient({ token: process.env.TOKEN, url: process.env.TARGET })
  const variables = await deployment.env.list()
  return <p>{variables.map(({ name }) => name).join()}</p>
}`
const WITHOUT = `export default async function Page() {
  const response = await fetch(process.env.TARGET + '/api/v1/list_environment_variables', {
    headers: { authorization: 'Convex ' + process.env.TOKEN },
    cache: 'force-cache',
  })
  return <p>{Object.keys((await response.json()).environmentVariables).join()}</p>
}`

const fake = createFakeDeployment({ environmentVariables: { LOG_LEVEL: VALUE } })
await fake.listen()
const environment = {
  ...process.env,
  TOKEN: fake.token,
  TARGET: fake.url,
  WEBHOOK_SECRET,
  NEXT_TELEMETRY_DISABLED: '1',
  NODE_ENV: 'production',
}
for (const version of VERSIONS) {
  const project = await installPackage()
  try {
    const packages = [`next@${version}`, 'react@18.3.1', 'react-dom@18.3.1']
    await project.run(
      'npm',
      'install',
      '--silent',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      ...packages,
    )
    const { code } = await transform(await readFile('examples/webhooks/next-route.ts'), { loader: 'ts' })
    await project.write('app/api/convex/route.js', code)
    const kept = { client: await keptBy(project, WITH_CLIENT), itself: await keptBy(project, WITHOUT) }
    console.log(
      `Next.js ${version}: files with the value: ${kept.client.length}; without the client: ${kept.itself.length}`,
    )
    if (kept.client.length > 0 || kept.itself.length === 0) process.exitCode = 1
  } finally {
    await project.remove()
  }
}
await fake.close()

/** Builds, serves and asks a page, and returns the files of the build that hold the value. */
async function keptBy(project: InstalledPackage, page: string): Promise<string[]> {
  await project.write('app/layout.jsx', LAYOUT)
  await project.write('app/page.jsx', page)
  await next(project, 'build').ended
  const server = next(project, 'start', '--port', '0')
  const url = await server.printed(/http:\/\/localhost:\d+/)
  const html = await (await fetch(url)).text()
  await checkReceiver(`${url}/api/convex`)
  server.stop()
  await server.ended.catch(() => {})
  if (!html.includes('LOG_LEVEL')) throw new Error('The page does not show the names.')
  const folder = join(project.folder, '.next')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  const texts = await Promise.all(files.map(async file => [file, await readFile(file, 'latin1')] as const))
  // What Next.js keeps of a response is in Base64.
  const forms = [VALUE, ...[0, 1, 2].map(shift => btoa(`${'x'.repeat(shift)}${VALUE}`).slice(4, -4))]
  return texts.filter(([, text]) => forms.some(form => text.includes(form))).map(([file]) => file)
}

/** Throws unless a receiver accepts a delivery, and refuses one that another secret has signed. */
async function checkReceiver(url: string): Promise<void> {
  const body = JSON.stringify([sampleEvent('console', { message: 'x'.repeat(200_000) })])
  const statusFor = async (secret: string) => {
    const headers = { 'x-webhook-signature': await signWebhook(body, secret) }
    return (await fetch(url, { method: 'POST', body, headers })).status
  }
  const statuses = [await statusFor(WEBHOOK_SECRET), await statusFor('another-secret')]
  if (statuses.join() !== '204,401') throw new Error(`The receiver answered ${statuses.join(' and ')}.`)
}

function next(project: InstalledPackage, ...words: readonly string[]) {
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', ...words], {
    cwd: project.folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const output = createInterface(child.stdout).on('line', line => lines.push(line))
  createInterface(child.stderr).on('line', line => lines.push(line))
  const ended = once(child, 'close').then(([code]) => {
    if (code !== 0) throw new Error(`next ${words.join(' ')} ended with ${code}:\n${lines.join('\n')}`)
  })
  return {
    ended,
    stop: () => child.kill(),
    printed: (shape: RegExp) =>
      new Promise<string>((resolve, reject) => {
        const look = () => {
          const found = lines.map(line => shape.exec(line)?.[0]).find(Boolean)
          if (found) resolve(found)
        }
        output.on('line', look)
        ended.catch(reject)
        look()
      }),
  }
}
