/** The program of runtimes that have a command line. */
import * as library from 'convex-deployment'
import { play, type Task } from './play.js'

const tasks: Task[] = JSON.parse(process.argv[2] ?? '[]')
play(library, tasks).then(verdicts => console.log(`verdict ${JSON.stringify(verdicts)}`))
