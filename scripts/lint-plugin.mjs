// The lint rules of the documents that the configuration in redocly.yaml cannot express.
import { extensionsAreKnown } from './lint/extensions-are-known.mjs'
import { propertiesAreDescribed } from './lint/properties-are-described.mjs'
import { secretsAreMarked } from './lint/secrets-are-marked.mjs'

/** @type {import('@redocly/cli').Plugin} */
export default () => ({
  id: 'project',
  rules: {
    oas3: {
      'extensions-are-known': extensionsAreKnown,
      'properties-are-described': propertiesAreDescribed,
      'secrets-are-marked': secretsAreMarked,
    },
  },
})
