/**
 * Breaks the source in every small way and counts what the tests notice, each folder by its own tests:
 * `npm run test:mutation [-- FOLDER | FOLDER/FILE[:LINE-LINE] …]`, such as `connection` or `dotenv/scan.ts`.
 */
import { spawnSync } from 'node:child_process'

const FOLDERS = ['connection', 'dotenv', 'environment', 'transport']

const given = process.argv.slice(2)
for (const path of given.length > 0 ? given : FOLDERS) {
  const [folder = ''] = path.split('/')
  if (!FOLDERS.includes(folder)) throw new Error(`There are ${FOLDERS.join(', ')}, and no ${path}.`)
  const files = `src/${path}${path.includes('.ts') ? '' : '/**/*.ts'}`
  const env = { ...process.env, MUTATED: folder }
  const { status } = spawnSync('npx', ['--no-install', 'stryker', 'run', '--mutate', files], {
    env,
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
