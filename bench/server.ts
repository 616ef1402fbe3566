import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Runs work with a deployment in a separate process, so that the deployment's CPU time is not counted.
 * @param args the program and its arguments; the work gets its first line
 */
export async function withServer<Result>(
  args: readonly string[],
  work: (line: string) => Promise<Result>,
): Promise<Result> {
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [line] = await once(server.stdout, 'data')
    return await work(String(line).trim())
  } finally {
    server.kill()
  }
}
