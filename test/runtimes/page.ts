/** The program of a browser's page. */
import * as library from 'convex-deployment'
import { play, type Task } from './play.js'

Object.assign(globalThis, { play: (tasks: Task[]) => play(library, tasks) })
