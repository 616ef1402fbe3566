import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A part of every secret. */
export const MARK = 's3cr3t'

/** Programs that stand for five managers, each by a way to answer or not to. */
const PROGRAMS: Readonly<Record<string, string>> = {
  doppler: `echo "$0 $* $DOPPLER_TOKEN" >> ran
test "$DOPPLER_TOKEN" = dp.st.${MARK}-1 || { echo "Doppler Error: Invalid Auth token $DOPPLER_TOKEN" >&2; exit 1; }
echo 'warning: old version ${MARK}-2' >&2
printf '{"STRIPE_KEY":"sk_${MARK}_3","AXIOM_KEY":"xaat-${MARK}-4","PORT":5432,"NESTED":{"a":"${MARK}"},"NONE":null}'`,
  infisical: `printf "# all\\nSTRIPE_KEY='sk_${MARK}_3'\\nOTHER='${MARK} two words'\\n"`,
  op: `exec < /dev/tty && printf 'Password: ' > /dev/tty && read answer && echo "A=$answer"`,
  vault: `sleep 600 & sleep 600; echo A=1`,
  aws: `echo "fatal: token ${MARK}abc123 of hunter2 expired at https://${MARK}.example.com" >&2; exit 255`,
  flood: `yes '{"A":"${MARK}"}'`,
  reads: `read answer || { echo 'no input' >&2; exit 7; }; echo "A=$answer"`,
  environment: `env | sed 's/^/GOT_/' | sed "s/=\\(.*\\)/='\\1'/"`,
  empty: `exit 0`,
  page: `echo '<html>Sign in</html>'`,
  array: `printf '[{"key":"A","value":"${MARK}"}]'`,
  twice: `printf '{"A":"${MARK}","A":"${MARK}2"}'`,
  latin: `printf 'A=\\351\\n'`,
}

/** A folder with the programs on its PATH, and the environment to run them in. */
export async function stubs(files: Readonly<Record<string, string>> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'sources-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const [bin, folder] = [join(root, 'bin'), join(root, 'project')]
  await mkdir(bin)
  await mkdir(folder)
  for (const [name, script] of Object.entries(PROGRAMS)) await program(bin, name, script)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const environment = {
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    HOME: root,
    DOPPLER_TOKEN: `dp.st.${MARK}-1`,
  }
  return { root, bin, folder, environment }
}

/** Writes a shell script that can be run. */
export async function program(folder: string, name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`)
  await chmod(join(folder, name), 0o755)
}
