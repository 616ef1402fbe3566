import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Runs work beside a deployment in a process of its own, so that its CPU time is not counted.
 * @param args the program and its arguments; its first line is given to the work
 */
export async function beside<Result>(
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
