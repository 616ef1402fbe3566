// Loaded by `--import` into the published command: stands for a file system, or for a kill at one moment.
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const { LINK_FAILS, APPEARS, KILL_AT, KILL_BY = 'SIGKILL', RENAME_FAILS } = process.env

function failure(code) {
  return Object.assign(new Error(code), { code })
}

if (LINK_FAILS) {
  fs.link = async (_, target) => {
    // Another program makes the file at this moment.
    if (APPEARS) await fs.writeFile(target, APPEARS)
    throw failure(LINK_FAILS)
  }
}
if (RENAME_FAILS) {
  fs.rename = () => Promise.reject(failure(RENAME_FAILS))
}
for (const name of KILL_AT?.split(',') ?? []) {
  const original = fs[name]
  fs[name] = async (...args) => {
    process.kill(process.pid, KILL_BY)
    // A signal that is heard comes with the next turn of the loop.
    await new Promise(resolve => setTimeout(resolve, 50))
    return original(...args)
  }
}
syncBuiltinESMExports()
