/** Runs the long form of a proof, whose short form is part of `npm test`: `npm run prove NAME`. */
import { spawnSync } from 'node:child_process'

interface Proof {
  readonly shows: string
  readonly commands: readonly (readonly [program: string, ...parameters: string[]])[]
  readonly variables?: Readonly<Record<string, string>>
}

// In all projects: a path whose tests moved to another one would be left out without a word.
const VITEST = ['vitest', 'run', '--testTimeout', '900000'] as const

const PROOFS: Readonly<Record<string, Proof>> = {
  check: {
    shows:
      'what code needs: 2,000 modules against running them, 2,000 validators against the fake, and large projects',
    commands: [[...VITEST, 'test/check']],
    variables: { PROPERTY_RUNS: '2000' },
  },
  config: {
    shows:
      '10,000 configs over any deployment: the plan is then empty, and no secret shows; every fault of an apply',
    commands: [[...VITEST, 'test/config/sections']],
    variables: { PROPERTY_RUNS: '10000' },
  },
  dotenv: {
    shows:
      '.env files against the real releases of dotenv, Node, Bun, Deno, Next.js, Python, shells and docker',
    commands: [
      ['tsx', 'test/dotenv/readers/prove.ts'],
      ['tsx', 'test/dotenv/long/prove.ts'],
    ],
  },
  files: {
    shows:
      '10,000 deployment files, most of them broken, by the reader and by ajv; 10,000 imports, whose plan is empty',
    commands: [[...VITEST, 'test/config/node', 'test/config/declared']],
    variables: { PROPERTY_RUNS: '10000' },
  },
  fleets: {
    shows:
      '10,000 deployments of one token: time and memory of list, plan and apply; killed at random, and resumed',
    commands: [
      ['npm', 'run', '--silent', 'build'],
      ['tsx', 'test/fleets/prove.ts'],
    ],
  },
  input: {
    shows: 'addresses, headers, names, cursors, plan files, backups, .env texts: 10,000 strings of each',
    commands: [
      [...VITEST, '/any-', 'git-takes'],
      ['tsx', 'test/dotenv/long/growth.ts'],
    ],
    variables: { PROPERTY_RUNS: '10000' },
  },
  leaks: {
    shows: '10,000 calls on one client, and the memory and handles after them',
    commands: [['tsx', 'test/transport/leaks/prove.ts']],
  },
  next: {
    shows:
      'no value in what Next.js 14 and 15 keep on disk of a page that reads variables; both receive a log stream',
    commands: [['tsx', 'test/frameworks/prove.ts']],
  },
  memory: {
    shows: 'the memory of every operation against every worst answer of 1 MB on the wire',
    commands: [[...VITEST, 'test/transport/memory']],
    variables: { EVERY_CASE: '1' },
  },
  plans: {
    shows: '4,000 cases of two writers on a failing network, a quarter over real sockets',
    commands: [[...VITEST, 'test/config/two-writers']],
    variables: { PROPERTY_RUNS: '3000' },
  },
  schemas: {
    shows: 'the same verdicts as ajv for every schema of the documents: 1,000 values of each',
    commands: [[...VITEST, 'test/schema/validate']],
    variables: { PROPERTY_RUNS: '1000' },
  },
  secrets: {
    shows: 'no secret in what comes out: every method against every answer, every command against every echo',
    commands: [[...VITEST, 'test/security']],
    variables: { EVERY_CASE: '1' },
  },
  statuses: {
    shows: 'every status from 400 to 599, with three bodies each, on every kind of operation',
    commands: [[...VITEST, 'test/faults/statuses']],
    variables: { EVERY_STATUS: '1' },
  },
  syncs: {
    shows: 'data sync of the fake: 3,000 histories, each read with other limits, selections and restarts',
    commands: [[...VITEST, 'test/fake/data-sync/histories']],
    variables: { PROPERTY_RUNS: '3000' },
  },
  webhooks: {
    shows: 'log streams: 10,000 bodies of independent signers, and 10,000 of each with one changed bit',
    commands: [[...VITEST, 'test/webhooks']],
    variables: { PROPERTY_RUNS: '10000' },
  },
}

const proof = PROOFS[process.argv[2] ?? '']
if (proof === undefined) {
  for (const [name, { shows }] of Object.entries(PROOFS))
    console.error(`npm run prove ${name.padEnd(8)}  ${shows}`)
  process.exit(64)
}
for (const [program, ...parameters] of proof.commands) {
  const env = { ...process.env, ...proof.variables }
  const { status } = spawnSync(program, parameters, { env, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
