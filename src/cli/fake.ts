import { command } from './command.js'
import { errorCode } from './files.js'
import { on, oneOf, own, text, whole } from './flags.js'
import { failed, usage } from './refusal.js'

/** `fake`: serves a fake deployment until it is stopped. */
export const fake = command({
  name: 'fake',
  purpose: 'Serve a fake deployment, and print its URL and key',
  flags: [
    own({
      port: whole('<n>', 'a free one by default'),
      name: text('<name>', 'happy-otter-123 by default'),
      type: oneOf('<type>', 'dev (default), prod, preview or custom', ['dev', 'prod', 'preview', 'custom']),
      selfHosted: on('answer as a self-hosted one'),
    }),
  ],
  example: 'convex-deployment fake > .env.fake &\nconvex-deployment env list --credentials .env.fake',
  async run({ options, terminal, interruption: { signal } }) {
    const { port, name, type: deploymentType, selfHosted, json } = options
    if (port !== undefined && port > 65_535) throw usage('--port takes a number of at most 65535.')
    if (name !== undefined && !/^[a-z0-9-]+$/.test(name)) {
      throw usage('--name takes lower-case letters, digits and hyphens, such as happy-otter-123.')
    }
    const personality = selfHosted ? 'selfHosted' : 'cloud'
    const { createFakeDeployment } = await import('convex-deployment/fake')
    const deployment = createFakeDeployment({ name, deploymentType, personality })
    await deployment.listen(port).catch((error: unknown) => {
      throw failed(notListening(errorCode(error) ?? 'unknown reason', port))
    })
    const { url, token } = deployment
    if (json) terminal.printRaw(`${JSON.stringify({ url, key: token })}\n`)
    else terminal.print([`CONVEX_SELF_HOSTED_URL='${url}'`, `CONVEX_SELF_HOSTED_ADMIN_KEY='${token}'`])
    terminal.note(
      'A fake deployment in memory. Save these lines to a file and name it by --credentials. Ctrl-C stops it.',
    )
    // A signal that came before it listened is not announced again.
    if (!signal.aborted) {
      await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
    }
    await deployment.close()
    return {}
  },
})

function notListening(code: unknown, port: number | undefined): string {
  if (port === undefined) return `No port can be listened on (${code}).`
  const advice = code === 'EADDRINUSE' ? ' Another program has it: leave out --port for a free one.' : ''
  return `Port ${port} can't be listened on (${code}).${advice}`
}
