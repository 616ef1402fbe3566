import { type Answer, askProgram, type Question } from '../config/node/programs.js'

/** Makes git run nothing that a repository's configuration names: no monitor, no hook, no pager, no transport. */
const HARDENING = [
  '--no-pager',
  // Git before 2.36 would take `false` for the name of a program.
  ...['-c', 'core.fsmonitor='],
  // A folder with HEAD, config, objects and refs is a bare repository, and comes along in a clone.
  ...['-c', 'safe.bareRepository=explicit'],
  ...['-c', 'core.hooksPath=/dev/null'],
]

/** The variables by which git finds the user's own settings, which say what is ignored and whom to trust. */
const SETTINGS = ['USERPROFILE', 'HOMEDRIVE', 'HOMEPATH', 'TEMP', 'TMP', 'XDG_CONFIG_HOME', 'SUDO_UID']

/**
 * Asks git. None of git's own variables is handed on: in a hook they would make it look elsewhere.
 */
export function askGit(
  args: readonly string[],
  question: Pick<Question, 'folder' | 'environment' | 'input'>,
): Promise<Answer | undefined> {
  // In a partial clone, reading the index may fetch, by a program that the configuration names. No transport has this name.
  const set = {
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  }
  return askProgram('git', [...HARDENING, ...args], { ...question, needs: SETTINGS, set })
}
