export const MEGABYTE = 2 ** 20

const filled =
  (unit: string, before = '', after = '') =>
  (length: number) =>
    before + unit.repeat(Math.ceil(length / unit.length)) + after

/** Texts of any length that a careless reader takes square time for, or worse. */
export const LONG_TEXTS: readonly (readonly [about: string, repeat: (length: number) => string])[] = [
  ['white space', filled(' ')],
  ['line breaks', filled('\n')],
  ['carriage returns', filled('\r')],
  ['letters without an equals sign', filled('a')],
  ['dots and hyphens', filled('.-')],
  ['the word export', filled('export ')],
  ['lines without an equals sign', filled('a\n')],
  ['lines without an equals sign, and one', filled('a\n', '', 'A=x')],
  ['equals signs', filled('=')],
  ['colons', filled('A: ')],
  ['hashes', filled('#')],
  ['hashes behind a value', filled('#', 'A=x ')],
  ['quotes that open', filled('A="\n')],
  ['quotes of every kind', filled('A="\'`\n')],
  ['one quote that never closes', filled('x', 'A="')],
  ['one quote that never closes, over many lines', filled('B=x\n', 'A="')],
  ['escaped quotes', filled('\\"', 'A="')],
  ['escaped quotes at line ends', filled('\\"\n', 'A="')],
  ['quotes that something follows', filled('" x\n', 'A="')],
  ['backslashes', filled('\\', 'A="', '"')],
  ['escaped line breaks', filled('\\n', 'A="', '"')],
  ['odd line breaks', filled('"\u2028', "A='")],
  ['white space before a line break', filled(' \n', 'A=')],
  ['white space behind a name', filled(' ', 'A')],
  ['white space behind export', filled(' ', 'export')],
  ['the same name', filled('A=1\n')],
  ['quotes that an odd line break follows', filled("A='1'\u2028")],
  // Each would take a reader that goes back, or a careless scanner, minutes.
  ['quotes that open after a value', filled("A='x\n")],
  ['escaped quotes and blank lines', filled('A="\\" \n \n')],
  ['escaped single quotes', filled("\\'", "A='")],
  ['escaped single quotes and hashes', filled("\\' # ", "A='")],
  ['escaped single quotes at line ends', filled("\\'\n", "A='")],
  ['quotes of other kinds that open', filled("A=`\nA='\n", 'A="')],
  ['names and blank lines', filled('A \n\n')],
  ['export at line ends', filled('\nexport', 'export')],
  ['line breaks behind a colon', filled('\n', 'A:')],
  ['odd line breaks in single quotes', filled("'a\u2028", 'A=x\u2028')],
  ['odd line breaks in quotes of every kind', filled('\'a"\u2028`', 'A=x\u2028')],
]
