/** The program of a browser's page. */
import * as client from 'convex-deployment'
import * as config from 'convex-deployment/config'
import * as fake from 'convex-deployment/fake'
import { play, type Task } from './play.js'

Object.assign(globalThis, { play: (tasks: Task[]) => play({ ...client, ...config, ...fake }, tasks) })
