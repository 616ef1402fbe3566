/** A text in the place of a value, which should not be sent. */
export interface Placeholder {
  readonly kind: 'reference' | 'mask' | 'placeholder'
  /** Says what the value looks like, and what to do. Never holds any of it. */
  readonly message: string
}

/**
 * Returns what a value stands for, or `undefined` for an ordinary value. Pure.
 *
 * Decides on the whole value, without colours, white space and quotes around it. A part decides only where no value can have it:
 * the template of a secret manager, and what is in the place of a URL's user, password or host, of a token, or of a key's body.
 */
export function findPlaceholder(value: string): Placeholder | undefined {
  const text = unquoted(value.replace(COLOUR, '').trim())
  return decide(text) ?? inEnvelope(text) ?? ofLines(text)
}

/** An escape sequence of a terminal that sets a colour. */
const COLOUR = /\p{Cc}\[[\d;]*m/gu

function decide(text: string): Placeholder | undefined {
  return find(WHOLE, text) ?? find(WORDS, withoutFrame(text)) ?? find(PARTS, text) ?? inAuthority(text)
}

/** Decides on what is left of a value without what stands around a secret: `Bearer ***`. */
function inEnvelope(text: string): Placeholder | undefined {
  for (const envelope of ENVELOPES) {
    const { secret, assigned } = envelope.exec(text)?.groups ?? {}
    const inside = unquoted((secret ?? assigned ?? '').replaceAll('\\n', '\n').trim())
    const found = decide(inside) ?? ofLines(inside)
    // `A=${B}` may be the setting of a program that reads it so.
    if (found && (assigned === undefined || found.kind === 'mask')) return found
  }
  return undefined
}

const ENVELOPES: readonly RegExp[] = [
  /^(?:authorization:\s*)?(?:bearer|basic|token)\s+(?<secret>\S.*)$/is,
  /^-----BEGIN [^-\n]+-----(?<secret>.*)-----END [^-\n]+-----(?:\\n)*$/s,
  /^(?:export )?[A-Za-z_]\w*=(?<assigned>.*)$/,
]

/** Decides on a text of several lines, of which a CI system masks each. */
function ofLines(text: string): Placeholder | undefined {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const isMask = (line: string) => (decide(unquoted(line.trim())) ?? inEnvelope(line.trim()))?.kind === 'mask'
  return lines.length > 1 && lines.every(isMask) ? MASK : undefined
}

type Shape = readonly [pattern: RegExp, placeholder: Placeholder]

function find(shapes: readonly Shape[], text: string): Placeholder | undefined {
  return shapes.find(([pattern]) => pattern.test(text))?.[1]
}

/** Removes the quotes that 1Password copies together with a reference (Finsys/dockhand#1521). */
function unquoted(text: string): string {
  return /^(["'])(?<inside>.*)\1$/s.exec(text)?.groups?.inside?.trim() ?? text
}

/** Removes what marks a word that is to be replaced: `__REPLACE_ME__`, `[your-key]`. */
function withoutFrame(text: string): string {
  return text
    .replace(/^(?:[<[{]+|[_%@#*-]{2,})/, '')
    .replace(/(?<![>\]}])[>\]}]+$|(?<![_%@#*-])[_%@#*-]{2,}$/, '')
}

/** Decides on the user, the password and the host of a URL: `postgres://app:${PASSWORD}@db.example.com`. */
function inAuthority(text: string): Placeholder | undefined {
  const { user, password, host } = URL_PARTS.exec(text)?.groups ?? {}
  for (const part of [password, user, host]) {
    const found = part === undefined ? undefined : (find(WHOLE, part) ?? find(WORDS, withoutFrame(part)))
    if (found) return found
  }
  return undefined
}

const URL_PARTS =
  /^[a-z][a-z0-9+.-]*:\/\/(?:(?<user>[^\s:/?#@]*)(?::(?<password>[^\s/?#]*))?@)?(?<host>\$\{[^{}\s]*\}|[^\s:/?#@]*)(?=[:/?#,]|$)/i

function reference(of: string, by: string): Placeholder {
  return { kind: 'reference', message: `looks like a reference of ${of} that nobody resolved: ${by}` }
}

function encrypted(by: string): Placeholder {
  return { kind: 'reference', message: `looks like a text that is encrypted by ${by}: decrypt it first` }
}

function placeholder(what: string): Placeholder {
  return { kind: 'placeholder', message: `looks like ${what}` }
}

const SHELL = reference('a shell or a CI system', 'let it fill in the variable first')
const TEMPLATE = reference('a template', 'render it first')
const OP = reference('1Password', 'resolve it first, by `op read`, `op run` or `op inject`')
const MANAGER = reference('a secret manager', 'read the secret first, and pass that')
const MASK: Placeholder = {
  kind: 'mask',
  message: 'looks like a mask, which a tool prints instead of a secret: take the value from where it is kept',
}
const ABSENT = placeholder('the word that a program prints for a missing value, such as None or undefined')
const OBJECT = placeholder('an object that was turned into text, such as [object Object]')
const PLACEHOLDER = placeholder('a placeholder')

const SCHEMES =
  'pass|keepass|azurekv|akv|keyvault|sm|awssm|awsssm|ssm|secretsmanager|vault|bws|bitwarden|keeper|doppler|infisical|conjur|akeyless|berglas|secrets?'
const DOT = '*∗＊•●⬤█■▪'
/** Words that say of a text that it is a mask. The others do so only alone, or before `value`. */
const MASKED = 'redacted|masked|concealed|suppressed|scrubbed|obfuscated|censored'
const HIDDEN = 'sensitive|hidden|secret|restricted|filtered|encrypted|omitted'
/** Words for what a placeholder is a place for. */
const THING =
  'key|token|secret|password|passwd|id|url|uri|dsn|name|user|username|host|hostname|domain|email|account|project|value|string|' +
  'region|bucket|webhook|database|db|api|app|org|organization|team|tenant|server|endpoint|deployment|client|credentials?|cert'

/** Shapes of a value as a whole. The first that fits decides. */
const WHOLE: readonly Shape[] = [
  [/^op:\/\//i, OP],
  [/^(?:secret)?ref\+[a-z0-9]+:\/\//i, reference('vals', 'resolve it first, by `vals eval`')],
  [new RegExp(`^(?:${SCHEMES})://`, 'i'), MANAGER],
  // Bank-Vaults, Spring and secret-init, Azure Container Apps, App Service, the two replacers of Argo CD.
  [/^(?:>>)?(?:vault|bao):[\w.-]+\/\S*#\S+$/, MANAGER],
  [/^(?:gcp-secret|gcp:secretmanager|azure:keyvault|secretref):\S+$/i, MANAGER],
  [/^@Microsoft\.(?:KeyVault|AppConfiguration)\(/i, MANAGER],
  [/^<(?:path|secret|vault):[^<>]+>$/, MANAGER],
  [/^!(?:vault|secret|var|reference|Ref|Sub|GetAtt|ImportValue)[ |]/, MANAGER],
  [/^ENC\[[^\]]*\]$|^ENC\(.*\)$/s, encrypted('SOPS, eyaml or Jasypt')],
  [/^encrypted:[\w+/=-]{8,}$/, encrypted('dotenvx')],
  [/^\{cipher\}/, encrypted('Spring Cloud Config')],
  [/^\$ANSIBLE_VAULT;/, encrypted('Ansible Vault')],
  [/^-----BEGIN AGE ENCRYPTED FILE-----|^age-encryption\.org\/v1\s/, encrypted('age')],
  [/^-----BEGIN PGP MESSAGE-----/, encrypted('PGP')],
  [/^\$\{[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}$/, SHELL],
  [/^\$\([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\)$/, SHELL],
  // Several, with nothing but separators between them. Those in small letters may be a format, such as of a log.
  [
    /^(?:(?:\$\{[A-Z_][A-Z0-9_]*(?:[:?+=-][^{}\s]*)?\}|\$\{\{[^{}]*\}\}|\$\([A-Z][\w.]*\))[:@/.,;|_\r\n-]*)+$/,
    SHELL,
  ],
  // Not `$name` or `$A7KQ2`, which may be passwords, nor `%name%`, which is a pattern of SQL.
  [/^\$_*[A-Z](?:[A-Z]*\d*|[A-Z0-9]*_[A-Z0-9_]*)$|^\$[Ee]nv:\w+$|^%[A-Z_][A-Z0-9_]+%$/, SHELL],
  [/^<<[^<>]*>>$|^<\+[^<>]+>$/, SHELL],
  [/^(?:process\.env|import\.meta\.env|os\.environ)[.[(][^\s;]+$|^@?env\(\s*["']?\w+["']?\s*\)$/, SHELL],
  [/^\{{2,3}(?=[^{}]*[a-z])[^{}]*\}{2,3}$|^#\{[^{}]*\}#?$|^<%[=-]?[^%]*%>$/i, TEMPLATE],

  [new RegExp(`^[${DOT}]{3,}(?:[ -][${DOT}]{3,})*$`), MASK],
  // The last characters are left, as by `aws configure list`, or the first and the last.
  [new RegExp(`^[${DOT}]{4,}(?:[ -][${DOT}]{3,})*[ -]?\\w{1,4}$`), MASK],
  [/^[\w-]{1,16}(?:\*{8,}|[•●⬤█]{3,})\w{0,8}$/, MASK],
  [/^(?:sk|pk|rk|whsec|ghp|xox[bp])[-_][\w-]*(?:\.{3}|…)\w*$/, MASK],
  [
    new RegExp(`^[[<(](?:[\\w :.-]{0,80}[ _:.-])?(?:${MASKED})(?:[ _:.-][\\w :.-]{0,80})?[\\])>]$`, 'i'),
    MASK,
  ],
  [new RegExp(`^[[<(](?:${HIDDEN})(?: (?:value|data|content))?[\\])>]$`, 'i'), MASK],
  [/^(?:\*{2,}|__)[ -]?(?:redacted|masked)[ -]?(?:\*{2,}|__)$/i, MASK],
  [/^redacted$/i, MASK],
  [/^\*sensitive value suppressed\*$|^<set to the key [^<>]*>$/, MASK],
  [/^VALUE_SPECIFIED_IN_NO_LOG_PARAMETER$|^HIDDEN_DUE_TO_SECURITY_REASONS$/, MASK],

  // `none` and `NONE` are settings.
  [/^(?:undefined|null)$/i, ABSENT],
  [/^(?:None|NaN|nil)$/, ABSENT],
  [
    /^[(<](?:null|nil|none|undefined|unset|not set|no value|unknown|empty|computed|known after apply)[)>]$/i,
    ABSENT,
  ],
  [/^\[object \w+\]$|^\[(?:Async|Generator|AsyncGenerator)?Function(?:: [^\]]*| \([^\]]*)?\]$/i, OBJECT],
  [
    /^Promise \{.*\}$|^#?<[^<>]{1,200}(?: at |:)0x[0-9a-f]+[^<>]*>$|^<(?:class|function|module) [^<>]*>$/s,
    OBJECT,
  ],
  [/^System\.(?:Security\.SecureString|Collections\.Hashtable|Object(?:\[\])?|String\[\])$/, OBJECT],

  [
    new RegExp(`^<(?:[\\w .'-]{0,80}[ _.'-])?(?:your|insert|${THING})(?:[ _.'-][\\w .'-]{0,80})?>$`, 'i'),
    PLACEHOLDER,
  ],
  [/^<[a-z0-9]+_\w+>$|^<[a-z][\w-]*(?: [\w-]+){2,}>$/i, PLACEHOLDER],
  [/^[[{](?:your|insert|enter|paste|replace|change)[ _-][\w -]*[\]}]$/i, PLACEHOLDER],
]

/** Words of a placeholder, whatever frames them. */
const WORDS: readonly Shape[] = [
  [/^(?:change|replace)[ _-]?(?:me|this)(?:[ _-][\w -]*|\d*|!*)$/i, PLACEHOLDER],
  [/^(?:fix|fill|set|edit)[_-]?me$|^replace[_-](?:with|by)[_-][\w-]+$/i, PLACEHOLDER],
  [/^(?:TODO|FIXME|TBD|YOUR_[A-Z0-9_]+)$/, PLACEHOLDER],
  [
    new RegExp(
      `^(?:(?:insert|enter|paste|put|add)[_-])?your[_-](?:[a-z0-9]+[_-])*(?:${THING}|here)\\d*$`,
      'i',
    ),
    PLACEHOLDER,
  ],
  [new RegExp(`^(?:[a-z0-9]+[_-])*(?:${THING})[_-](?:goes[_-])?here$`, 'i'), PLACEHOLDER],
  [/^(?:insert|enter|paste|put|add)[_-](?:[a-z0-9]+[_-])*here$/i, PLACEHOLDER],
  [new RegExp(`^placeholder(?:[_-](?:${THING}))?$|^(?:${THING})[_-]placeholder$`, 'i'), PLACEHOLDER],
  [/^x{3,}$|^(?:[a-z]{1,8}[-_]){0,3}x{4,}(?:[-_]x{3,})*$/i, PLACEHOLDER],
]

/** Parts that no value has, of tools that fill in a part of a text. */
const PARTS: readonly Shape[] = [
  [/\{\{-?\s*op:\/\//i, OP],
  [/\{\{resolve:(?:ssm|ssm-secure|secretsmanager):/, MANAGER],
  [/\$\{(?:vault|bao|ssm):[^{}]+\}/, MANAGER],
  [/\{\{-?\s*(?:with\s+)?(?:secret|pkiCert)\s+"/, MANAGER],
  [/ENC\[AES256_GCM,data:/, encrypted('SOPS')],
  [/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]*\$\{[A-Z][A-Z0-9_]*(?:[:?+=-][^{}\s]*)?\}/, SHELL],
  [/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]*\$\{\{[^{}]*\}\}/, SHELL],
]
