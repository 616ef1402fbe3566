import { assembleLines, type Target, type Variable } from './target.js'

/** Assignments for a POSIX shell to read with `.`, each value in single quotes. */
export const shell: Target = {
  write: ({ name, value }) => {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return { reason: 'The name is not one that a shell takes.' }
    if (SHELL_OWN.has(name)) return { reason: 'Shells keep a variable of this name for themselves.' }
    if (value.includes('\0')) return { reason: 'The value holds a NUL character, which no shell keeps.' }
    return { text: `${name}='${value.replaceAll("'", "'\\''")}'` }
  },
  assemble: assembleLines,
  readers: [readAssignments],
}

/** Variables of the shell itself. In bash 5.2 and dash, an assignment fails, ends the shell, or has no effect. */
const SHELL_OWN = new Set(
  `_ BASHOPTS BASHPID BASH_ARGC BASH_ARGV BASH_COMMAND BASH_LINENO BASH_SOURCE BASH_SUBSHELL BASH_VERSINFO DIRSTACK
  EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD LINENO OPTIND PIPESTATUS PPID RANDOM SECONDS SHELLOPTS
  SRANDOM UID`.split(/\s+/),
)

function readAssignments(text: string): Variable[] {
  const assignments = text.matchAll(/(?:#.*\n)*(\w+)=((?:'[^']*'|\\')*)\n/gy)
  return Array.from(assignments, ([, name = '', word = '']) => ({ name, value: unquoted(word) }))
}

/** Returns the value of a word that consists of quoted parts and escaped quotes. */
function unquoted(word: string): string {
  return word.replace(/'([^']*)'|\\(')/g, '$1$2')
}
