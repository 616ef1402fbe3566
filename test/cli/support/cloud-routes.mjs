/** Loaded into the process under test: leads addresses of the cloud to servers on loopback. */
const routes = JSON.parse(process.env.CLOUD_ROUTES ?? '{}')
const real = globalThis.fetch

globalThis.fetch = (url, init) => {
  const { origin, pathname, search } = new URL(url)
  return real(`${routes[origin] ?? origin}${pathname}${search}`, init)
}
