import { createFakeDeployment } from 'convex-deployment/fake'
import { errorCode } from './files.js'
import type { Outcome } from './outcome.js'
import { failed, usage } from './refusal.js'
import type { Session } from './session.js'

/** `fake`: serves a fake deployment until it is stopped. */
export async function serveFake({ flags, terminal, interruption }: Session): Promise<Outcome> {
  const deploymentType = flags.oneOf('type', ['dev', 'prod', 'preview', 'custom'])
  const personality = flags.on('selfHosted') ? 'selfHosted' : 'cloud'
  const port = flags.whole('port')
  if (port !== undefined && port > 65_535) throw usage('--port takes a number of at most 65535.')
  const name = flags.text('name')
  if (name !== undefined && !/^[a-z0-9-]+$/.test(name)) {
    throw usage('--name takes lower-case letters, digits and hyphens, such as happy-otter-123.')
  }
  const fake = createFakeDeployment({ name, deploymentType, personality })
  await fake.listen(port).catch((error: unknown) => {
    throw failed(`The port can't be listened on (${errorCode(error) ?? 'unknown reason'}).`)
  })
  const { url, token } = fake
  if (flags.on('json')) terminal.printRaw(`${JSON.stringify({ url, key: token })}\n`)
  else terminal.print([`CONVEX_SELF_HOSTED_URL='${url}'`, `CONVEX_SELF_HOSTED_ADMIN_KEY='${token}'`])
  terminal.note(
    'A fake deployment in memory. Save these lines to a file and name it by --env-file. Ctrl-C stops it.',
  )
  await new Promise(resolve => interruption.signal.addEventListener('abort', resolve, { once: true }))
  await fake.close()
  return {}
}
