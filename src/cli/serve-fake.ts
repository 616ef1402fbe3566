import { createFakeDeployment } from 'convex-deployment/fake'
import type { Outcome } from './outcome.js'
import { failed } from './refusal.js'
import type { Session } from './session.js'

/** `fake`: serves a fake deployment until it is stopped. */
export async function serveFake({ flags, terminal, interruption }: Session): Promise<Outcome> {
  const deploymentType = flags.oneOf('type', ['dev', 'prod', 'preview', 'custom'])
  const personality = flags.on('selfHosted') ? 'selfHosted' : 'cloud'
  const fake = createFakeDeployment({ name: flags.text('name'), deploymentType, personality })
  await fake.listen(flags.whole('port')).catch((error: unknown) => {
    throw failed(
      `The port can't be listened on (${error instanceof Error && 'code' in error ? error.code : 'unknown reason'}).`,
    )
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
