import { holdsKey, unescaped } from '../../config/environment/keys.js'
import { isCredential } from '../../text/convex-names.js'

/** Convex's own names of addresses, with whatever prefix a framework wants: `VITE_CONVEX_URL`, `CONVEX_PROVISION_HOST`. */
const ADDRESS_NAME = /CONVEX_(?:[A-Z0-9]+_)*(?:URL|HOST|ORIGIN)$/i

/** The host of a deployment in the cloud: neither `convex.cloud` alone, nor the beginning of another host. */
const CLOUD_HOST = /[a-z0-9]\.convex\.(?:cloud|site)(?!\.?[\w-])/i

/** Returns true for a variable by which a program may reach a deployment: by its name, or by a key or an address in its value. */
export function leadsToConvex(name: string, value = ''): boolean {
  return (
    isCredential(name) ||
    ADDRESS_NAME.test(name) ||
    holdsKey(value) ||
    unescaped(value).some(text => CLOUD_HOST.test(text))
  )
}
