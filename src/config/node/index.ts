/**
 * Reads and writes deployment files, and what they refer to: for Node.
 *
 * @module convex-deployment/config/node
 */

export { createResolver, type Resolver, type ResolverOptions } from './resolver.js'
