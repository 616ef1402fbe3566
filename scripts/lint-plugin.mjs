// The lint rules of the documents that the configuration in redocly.yaml cannot express.
import { extensionsAreKnown } from './lint/extensions-are-known.mjs'
import { secretsAreMarked } from './lint/secrets-are-marked.mjs'
import { typesAreDescribed } from './lint/types-are-described.mjs'

/** @type {import('@redocly/cli').Plugin} */
export default () => ({
  id: 'project',
  rules: {
    oas3: {
      'extensions-are-known': extensionsAreKnown,
      'types-are-described': typesAreDescribed,
      'secrets-are-marked': secretsAreMarked,
    },
  },
})
