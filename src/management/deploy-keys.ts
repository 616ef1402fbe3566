import { refusal, UnexpectedResponseError } from '../errors.js'
import type { Connection } from '../transport/call.js'
import { assertOption, type CallOptions, readOptions } from '../transport/options.js'
import type { ManagementMethods, ManagementSchemas } from './contract.js'
import { advising } from './errors.js'

/** A deploy key, without its secret. */
export type DeployKey = ManagementSchemas['DeployKey']

/** A deploy key to create. */
export type NewDeployKey = ManagementSchemas['CreateDeployKeyArgs'] & {
  /**
   * Accepts a key that is a copy of the client's own OAuth token, under another prefix. It opens all that the user
   * granted, whatever `allowedActions` says, and cannot be deleted by itself.
   * @default false
   */
  readonly acceptsTokenCopy?: boolean
}

/** A deployment by its name, or as a list or a read has it. */
export type NamedDeployment = string | { readonly name: string }

/** The deploy keys of a deployment. */
export interface DeployKeysResource {
  /**
   * Creates a key that opens one deployment, and returns it: it cannot be read again. Writes, and is not sent again if it
   * may have taken effect.
   *
   * A key that is made with a token of an OAuth application is that token itself. So it is refused: before sending, by the
   * shape of the token, and again by the answer, for a token that has lost its prefix. Say `acceptsTokenCopy` if you mean
   * it.
   * @throws {InvalidInputError} for an OAuth token
   * @throws {NotFoundError} if there is no deployment of that name, or no longer
   * @example
   * const key = await management.deployKeys.create('happy-otter-123', { name: 'ci', allowedActions: ['deployment:deploy'] })
   */
  create(deployment: NamedDeployment, key: NewDeployKey, options?: CallOptions): Promise<string>
  /** Lists the keys of a deployment, without their secrets. Reads only. */
  list(deployment: NamedDeployment, options?: CallOptions): Promise<DeployKey[]>
  /**
   * Deletes a key of a deployment. Writes, and is not sent again if it may have taken effect.
   * @param key the name of the key, or the key itself
   */
  delete(deployment: NamedDeployment, key: string, options?: CallOptions): Promise<void>
}

const COPY = 'opens all that the user granted'

export function createDeployKeys(client: ManagementMethods, connection: Connection): DeployKeysResource {
  const at = (deployment: NamedDeployment) => ({
    path: { deployment_name: typeof deployment === 'string' ? deployment : deployment.name },
  })
  return {
    async create(deployment, given, options) {
      const known = ['name', 'allowedActions', 'expiresAt', 'acceptsTokenCopy']
      const { acceptsTokenCopy, ...body } = readOptions(given, known, 'a deploy key')
      assertOption('acceptsTokenCopy', acceptsTokenCopy, 'boolean')
      const token = await connection.token()
      if (!acceptsTokenCopy && /^(?:team|project):/.test(token))
        throw refusal(
          'acceptsTokenCopy',
          `A deploy key that is made with an OAuth token is that token itself, and ${COPY}. Connect with the token, make ` +
            'the key with a team access token, or set `acceptsTokenCopy` if you mean it.',
        )
      const { deployKey } = await client
        .POST('/deployments/{deployment_name}/create_deploy_key', options, { params: at(deployment), body })
        .catch(
          advising('A key whose answer was lost cannot be read: delete it by its name, and create another.'),
        )
      if (acceptsTokenCopy) return deployKey
      // A function may have given another token meanwhile. If it gives none now, the key must not be lost.
      const later = await connection.token().catch(() => token)
      if (![token, later].map(secretOf).includes(secretOf(deployKey))) return deployKey
      const message = `createDeployKey was answered with the client's own token: the key ${COPY}. It is not returned unless you set \`acceptsTokenCopy\`.`
      const operation = 'createDeployKey'
      throw new UnexpectedResponseError(message, { operation, outcome: 'unknown', status: 200, attempts: 1 })
    },
    list: (deployment, options) =>
      client.GET('/deployments/{deployment_name}/list_deploy_keys', options, { params: at(deployment) }),
    async delete(deployment, id, options) {
      const params = at(deployment)
      await client.POST('/deployments/{deployment_name}/delete_deploy_key', options, { params, body: { id } })
    },
  }
}

/** Returns the part of a token or a key that opens something, without the prefix that says what. */
function secretOf(key: string): string {
  return key.slice(key.indexOf('|') + 1)
}
