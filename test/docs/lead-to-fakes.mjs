// Loaded before an example by `node --import`: what it sends to a deployment on Convex's cloud arrives at the fake of
// that name on loopback, and what it sends elsewhere fails. The example itself stays as it is printed. A command on a fake of
// its own gets no address of the cloud, and so none of these.
const fakes = new Map(Object.entries(JSON.parse(process.env.FAKES ?? '{}')))
const send = globalThis.fetch

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init)
  const { origin, pathname, search, hostname } = new URL(request.url)
  const fake = fakes.get(origin)
  if (fake) return send(new Request(fake + pathname + search, request))
  if (hostname === '127.0.0.1') return send(request)
  throw new Error(`The example calls ${origin}, which is no deployment of its fixture.`)
}
