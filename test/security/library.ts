import * as config from '../../src/config/index.js'
import { createFakeDeployment } from '../../src/fake/index.js'
import * as client from '../../src/index.js'

/** The package as its users import it. */
export const library = { ...client, ...config, createFakeDeployment }

export type Library = typeof library
