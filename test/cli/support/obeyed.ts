/** Variables by which a program runs another one, which writes the file that `CANARY` names. */
export interface Obeyed {
  readonly variables: { readonly [name: string]: string }
  readonly program: readonly string[]
}

const NODE_IMPORT =
  '--import=data:text/javascript,import{writeFileSync}from%20%22fs%22;writeFileSync(process.env.CANARY,%22%22)'

/** By their names and the program that obeys them. */
export const OBEYED: { readonly [title: string]: Obeyed } = {
  'BASH_ENV of bash': {
    variables: { BASH_ENV: './evil.sh' },
    program: ['sh', '-c', 'bash -c true < /dev/null'],
  },
  // Every other shell does so only for users that are not root.
  'PS4 of sh': { variables: { PS4: '$(touch "$CANARY")' }, program: ['sh', '-xc', ': once; : twice'] },
  'PROMPT_COMMAND of bash': {
    variables: { PROMPT_COMMAND: 'touch "$CANARY"' },
    program: ['bash', '--norc', '-i'],
  },
  'PS1 of bash': { variables: { PS1: '$(touch "$CANARY")' }, program: ['bash', '--norc', '-i'] },
  'ENV of sh': { variables: { ENV: './evil.sh' }, program: ['sh', '-i'] },
  'PATH of sh': { variables: { PATH: './bin:/usr/bin:/bin' }, program: ['/bin/sh', '-c', 'innocent'] },
  'NODE_OPTIONS of node': {
    variables: { NODE_OPTIONS: NODE_IMPORT },
    program: [process.execPath, '-e', '0'],
  },
  'NODE_OPTIONS of npm': { variables: { NODE_OPTIONS: NODE_IMPORT }, program: ['npm', '--version'] },
  'npm_config_node_options of npm': {
    variables: { npm_config_node_options: NODE_IMPORT },
    program: ['npm', 'run', 'nothing'],
  },
  'NPM_CONFIG_SCRIPT_SHELL of npm': {
    variables: { NPM_CONFIG_SCRIPT_SHELL: './bin/innocent' },
    program: ['npm', 'run', 'nothing'],
  },
  'PYTHONWARNINGS and BROWSER of python3': {
    variables: {
      PYTHONWARNINGS: 'all:0:antigravity.x:0:0',
      BROWSER: 'sh evil.sh #%s',
    },
    program: ['python3', '-c', '0'],
  },
  'PYTHONPATH of python3': { variables: { PYTHONPATH: './lib' }, program: ['python3', '-c', '0'] },
  'PERL5OPT of perl': {
    variables: { PERL5OPT: '-Mbase;system("sh","evil.sh")' },
    program: ['perl', '-e', '0'],
  },
  'PERL5LIB of perl': { variables: { PERL5LIB: './lib' }, program: ['perl', '-Mstrict', '-e', '0'] },
  'RUBYOPT of ruby': { variables: { RUBYOPT: '-r./lib/evil.rb' }, program: ['ruby', '-e', '0'] },
  'GIT_EXTERNAL_DIFF of git': {
    variables: { GIT_EXTERNAL_DIFF: 'sh evil.sh' },
    program: ['git', 'diff'],
  },
  'GIT_CONFIG_COUNT of git': {
    variables: {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: 'sh evil.sh',
    },
    program: ['git', 'status'],
  },
  'GIT_SSH_COMMAND of git': {
    variables: { GIT_SSH_COMMAND: 'sh evil.sh' },
    program: ['git', 'ls-remote', 'ssh://127.0.0.1/x'],
  },
  'GIT_EDITOR of git': {
    variables: { GIT_EDITOR: 'sh evil.sh' },
    program: ['git', '-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--allow-empty'],
  },
  'VISUAL of git': {
    variables: { VISUAL: 'sh evil.sh' },
    program: [
      'env',
      'TERM=xterm',
      'git',
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@example.com',
      'commit',
      '--allow-empty',
    ],
  },
  'HOME of git': { variables: { HOME: './home' }, program: ['git', 'status'] },
  'XDG_CONFIG_HOME of git': { variables: { XDG_CONFIG_HOME: './home' }, program: ['git', 'status'] },
  'MAKEFLAGS of make': {
    variables: { MAKEFLAGS: '--eval=$(shell touch canary)' },
    program: ['env', 'SHELL=/bin/sh', 'make', '-f', 'Makefile'],
  },
  'MAKEFILES of make': { variables: { MAKEFILES: './evil.mk' }, program: ['make', '-f', 'Makefile'] },
  'CC of make': { variables: { CC: 'sh evil.sh' }, program: ['make', '-f', '/dev/null', 'program.o'] },
  'JAVA_TOOL_OPTIONS of java': {
    variables: { JAVA_TOOL_OPTIONS: '-Xlog:gc:file=canary' },
    program: ['java', '-version'],
  },
  'LESSOPEN of less': { variables: { LESSOPEN: '||-sh evil.sh %s' }, program: ['less', 'Makefile'] },
  'BROWSER of python3': {
    variables: { BROWSER: 'sh evil.sh #%s' },
    program: ['python3', '-m', 'webbrowser', 'http://127.0.0.1'],
  },
  'TAR_OPTIONS of tar': {
    variables: { TAR_OPTIONS: '--checkpoint=1 --checkpoint-action=exec=sh\\ evil.sh' },
    program: ['tar', '-cf', '/dev/null', 'Makefile'],
  },
}

/** The files of the folder that the programs run in. */
export const FILES = {
  'evil.sh': 'touch "$CANARY"\n',
  'bin/innocent': '#!/bin/sh\ntouch "$CANARY"\n',
  'lib/sitecustomize.py': 'import os; open(os.environ["CANARY"], "w")\n',
  'lib/strict.pm': 'system("sh", "evil.sh"); 1;\n',
  'lib/evil.rb': 'File.write(ENV["CANARY"], "")\n',
  'home/.gitconfig': '[core]\nfsmonitor = sh evil.sh\n',
  'home/git/config': '[core]\nfsmonitor = sh evil.sh\n',
  'evil.mk': '$(shell touch "$$CANARY")\n',
  Makefile: 'all:\n\t@true\n',
  'program.c': 'int x;\n',
  'package.json': '{ "scripts": { "nothing": "node -e 0" } }',
}
