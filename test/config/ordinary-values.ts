import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'

type Values = fc.Arbitrary<string>

const HEX = '0123456789abcdef'
const DIGITS = '0123456789'
const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const BASE62 = DIGITS + LOWER + UPPER
const BASE64 = `${BASE62}+/`
const BASE64URL = `${BASE62}-_`
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const PRINTABLE = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 33 + index))

const chars = (alphabet: string, minLength: number, maxLength = minLength): Values =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength })

/** A template with arbitraries in its gaps. */
const text = (strings: TemplateStringsArray, ...gaps: (Values | string)[]): Values =>
  fc
    .tuple(...gaps.map(gap => (typeof gap === 'string' ? fc.constant(gap) : gap)))
    .map(filled => strings.map((string, index) => string + (filled[index] ?? '')).join(''))

const one = (...values: string[]): Values => fc.constantFrom(...values)
/** One of a list whose items are two spaces or a line apart. */
const listed = (list: string): Values => one(...list.trim().split(/\n\s*| {2}/))
const joined = (parts: fc.Arbitrary<string[]>, by: string): Values => parts.map(some => some.join(by))
const number = (min: number, max: number): Values => fc.integer({ min, max }).map(String)

const word = chars(LOWER, 2, 9)
const label = text`${word}${one('', '-', '-')}${chars(LOWER + DIGITS, 1, 5)}`
const host = text`${label}.${label}.${one('com', 'dev', 'io', 'internal', 'co.uk', 'org')}`
const port = number(1024, 65535)
const base64 = chars(BASE64, 24, 88).map(value => value.slice(0, value.length - (value.length % 4)))
const password = fc.oneof(
  chars(PRINTABLE, 8, 40),
  chars(`${BASE62}$%{}[]*<>#!@^&()_-`, 8, 24),
  text`${one('$', '%', '{', '[', '*', '<', '!', '$(', '${', '{{', '%%', '**')}${chars(BASE62, 7, 20)}`,
  text`${chars(BASE62, 7, 20)}${one('$', '%', '}', ']', '*', '>', '**', '}}', '$$', '***')}`,
  text`${chars(LOWER, 3, 6)}${one('$', '%', '*', '{', '[')}${chars(BASE62, 4, 8)}${one('!', '$1', '%2', '}', ']')}`,
  text`$${chars(LOWER, 4, 8)}${chars(DIGITS, 1, 4)}`,
)
const encodedPassword = password.map(value => encodeURIComponent(value))

/** Keys and tokens, in the formats that their vendors publish. */
const KEYS: readonly Values[] = [
  text`sk_${one('live', 'test')}_${chars(BASE62, 24, 99)}`, // Stripe
  text`pk_${one('live', 'test')}_${chars(BASE62, 24)}`,
  text`rk_live_${chars(BASE62, 24)}`,
  text`whsec_${chars(BASE62, 32)}`,
  text`sk-${chars(BASE62, 48)}`, // OpenAI
  text`sk-proj-${chars(BASE64URL, 74)}T3BlbkFJ${chars(BASE64URL, 74)}`,
  text`sk-ant-api03-${chars(BASE64URL, 93)}AA`, // Anthropic
  text`AKIA${chars(`${UPPER}234567`, 16)}`, // AWS
  chars(BASE64, 40),
  text`AIza${chars(BASE64URL, 35)}`, // Google
  text`GOCSPX-${chars(BASE64URL, 28)}`,
  text`${chars(DIGITS, 12)}-${chars(LOWER + DIGITS, 32)}.apps.googleusercontent.com`,
  text`gh${one('p', 'o', 'u', 's', 'r')}_${chars(BASE62, 36)}`, // GitHub
  text`github_pat_${chars(BASE62, 22)}_${chars(BASE62, 59)}`,
  text`glpat-${chars(BASE64URL, 20)}`, // GitLab
  text`xox${one('b', 'p', 'a')}-${chars(DIGITS, 12)}-${chars(DIGITS, 12)}-${chars(BASE62, 24)}`, // Slack
  text`https://hooks.slack.com/services/T${chars(UPPER + DIGITS, 8)}/B${chars(UPPER + DIGITS, 8)}/${chars(BASE62, 24)}`,
  text`SG.${chars(BASE64URL, 22)}.${chars(BASE64URL, 43)}`, // SendGrid
  text`re_${chars(BASE62, 8)}_${chars(BASE62, 24)}`, // Resend
  text`AC${chars(HEX, 32)}`, // Twilio
  text`SK${chars(HEX, 32)}`,
  text`key-${chars(HEX, 32)}`, // Mailgun
  text`${chars(HEX, 32)}-us${number(1, 20)}`, // Mailchimp
  text`npm_${chars(BASE62, 36)}`, // npm
  text`pypi-AgEIcHlwaS5vcmc${chars(BASE64URL, 80)}`, // PyPI
  text`dop_v1_${chars(HEX, 64)}`, // DigitalOcean
  text`dp.st.${one('dev', 'prd')}.${chars(BASE62, 43)}`, // Doppler
  text`st.${chars(HEX, 24)}.${chars(HEX, 32)}.${chars(HEX, 32)}`, // Infisical
  text`hvs.${chars(BASE64URL, 90)}`, // Vault
  text`shpat_${chars(HEX, 32)}`, // Shopify
  text`sq0csp-${chars(BASE64URL, 43)}`, // Square
  text`access-production-${chars(HEX, 8)}-${chars(HEX, 4)}-${chars(HEX, 4)}-${chars(HEX, 4)}-${chars(HEX, 12)}`, // Plaid
  text`secret_${chars(BASE62, 43)}`, // Notion
  text`ntn_${chars(BASE62, 46)}`,
  text`lin_api_${chars(BASE62, 40)}`, // Linear
  text`figd_${chars(BASE64URL, 40)}`, // Figma
  text`hf_${chars(BASE62, 34)}`, // Hugging Face
  text`r8_${chars(BASE62, 37)}`, // Replicate
  text`gsk_${chars(BASE62, 52)}`, // Groq
  text`xai-${chars(BASE62, 80)}`, // xAI
  text`pplx-${chars(BASE62, 48)}`, // Perplexity
  text`phc_${chars(BASE62, 43)}`, // PostHog
  text`sntrys_${base64}`, // Sentry
  text`NRAK-${chars(UPPER + DIGITS, 27)}`, // New Relic
  text`glsa_${chars(BASE62, 32)}_${chars(HEX, 8)}`, // Grafana
  text`dapi${chars(HEX, 32)}`, // Databricks
  text`PMAK-${chars(HEX, 24)}-${chars(HEX, 34)}`, // Postman
  text`pscale_pw_${chars(BASE64URL, 43)}`, // PlanetScale
  text`sbp_${chars(HEX, 40)}`, // Supabase
  text`sk.${chars(BASE64URL, 80)}.${chars(BASE64URL, 22)}`, // Mapbox
  text`pat${chars(BASE62, 14)}.${chars(HEX, 64)}`, // Airtable
  text`${chars(DIGITS, 10)}:AA${chars(BASE64URL, 33)}`, // Telegram
  text`M${chars(BASE64URL, 25)}.${chars(BASE64URL, 6)}.${chars(BASE64URL, 38)}`, // Discord
  text`EAAG${chars(BASE62, 100, 160)}`, // Meta
  text`ATATT3xFfGF0${chars(BASE64URL, 180)}`, // Atlassian
  text`eyJrIjoi${chars(BASE62, 60)}`, // Grafana, formerly
  text`user_${chars(BASE62, 27)}`, // Clerk, WorkOS
  text`tskey-auth-${chars(BASE62, 12)}-${chars(BASE62, 32)}`, // Tailscale
  text`fly_pat_${chars(BASE64URL, 60)}`, // Fly
  text`rnd_${chars(BASE62, 28)}`, // Render
]

const PEMS = [
  generateKeyPairSync('ed25519'),
  generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
].flatMap(({ privateKey, publicKey }) => [
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  publicKey.export({ type: 'spki', format: 'pem' }).toString(),
])

const CODED: readonly Values[] = [
  chars(HEX, 32, 128),
  base64,
  text`${base64}==`,
  chars(BASE64URL, 22, 86),
  fc.uuid(),
  chars(CROCKFORD, 26),
  text`eyJ${chars(BASE64URL, 30)}.eyJ${chars(BASE64URL, 60)}.${chars(BASE64URL, 43)}`,
  text`$2${one('a', 'b', 'y')}$${one('10', '12')}$${chars(`./${BASE62}`, 53)}`,
  text`$argon2id$v=19$m=65536,t=3,p=4$${chars(BASE64, 22)}$${chars(BASE64, 43)}`,
  text`$scrypt$ln=16,r=8,p=1$${chars(BASE64, 22)}$${chars(BASE64, 43)}`,
  text`pbkdf2_sha256$600000$${chars(BASE62, 22)}$${chars(BASE64, 43)}=`,
  text`$${one('1', '5', '6', 'apr1')}$${chars(BASE62, 8)}$${chars(`./${BASE62}`, 22, 86)}`,
  text`{${one('SSHA', 'SHA', 'CRYPT', 'bcrypt', 'noop')}}${base64}`,
  text`sha256:${chars(HEX, 64)}`,
  text`vault:v1:${base64}`,
  text`age1${chars(LOWER + DIGITS, 58)}`,
  text`AGE-SECRET-KEY-1${chars(UPPER + DIGITS, 58)}`,
  text`ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${chars(BASE64, 43)} ${word}@${host}`,
  text`0x${chars(HEX, 40, 64)}`,
  one(...PEMS),
  one(...PEMS).map(pem => pem.replaceAll('\n', '\\n')),
]

const ADDRESSES: readonly Values[] = [
  text`${one('postgres', 'postgresql', 'mysql', 'mongodb+srv', 'redis', 'rediss', 'amqp')}://${word}:${encodedPassword}@${host}:${port}/${word}?sslmode=require`,
  text`postgres://${word}:${chars(`${BASE62}$%{}*!-_`, 8, 24)}@${host}/${word}`,
  text`https://${chars(HEX, 32)}@o${chars(DIGITS, 6)}.ingest.sentry.io/${chars(DIGITS, 7)}`,
  text`https://${host}/${word}/${word}?${word}=${chars(BASE62, 1, 12)}&${word}=${encodedPassword}#${word}`,
  text`https://${one('{tenant}', `\${tenant}`, '{{tenant}}', ':tenant', '*', '%s')}.${host}/`,
  text`https://${host}/{z}/{x}/{y}.png`,
  text`https://${host}/${one(`\${z}/\${x}/\${y}`, '{{id}}', '%7Bid%7D', '$id', '<id>', `\${ID}`, '*', '**')}`,
  text`Server=${host},${port};Database=${word};User Id=${word};Password=${password.map(some => some.replaceAll(';', ''))};Encrypt=True`,
  text`host=${host} port=${port} dbname=${word} user=${word} password=${chars(BASE62, 12)}`,
  text`${host}:${port}`,
  text`${word}.${word}@${host}`,
  text`${word} ${word} <${word}@${host}>`,
  text`<${word}@${host}>`,
  text`<https://${host}/${word}>; rel="next"`,
  text`${number(1, 254)}.${number(0, 254)}.${number(0, 254)}.${number(1, 254)}/${number(8, 32)}`,
  text`s3://${label}/${word}/`,
  text`arn:aws:secretsmanager:eu-west-1:${chars(DIGITS, 12)}:secret:${word}-${chars(BASE62, 6)}`,
  text`projects/${label}/secrets/${word}/versions/latest`,
  text`C:\\Users\\${word}\\AppData\\${word}.exe`,
  text`\\\\${label}\\share$\\${word}`,
  text`/${word}/${word}/${word}.${one('json', 'log', 'sock')}`,
  listed(`
    localhost  ::1  [::1]:8080  0.0.0.0  http://localhost:3000  file:///srv/data  redis://none:6379
  `),
]

const SETTINGS: readonly Values[] = [
  listed(`
    true  false  yes  no  on  off  True  False  TRUE  0  1  none  NONE  auto  default
  `),
  listed(`
    lax  Strict  production  test  example  demo  dummy  debug  warn  hidden  secret  masked
  `),
  listed(`
    restricted  encrypted  sensitive  filtered  private  empty  unknown  n/a  N/A  todo  nullable
  `),
  listed(`
    replace  replace_all  replace-existing  replaced  ChangeMetrics  change_metadata  changed  changes
  `),
  listed(`
    your-turn  yourself  your_story  Yours  setmetadata  fixmeup  insert_only  add_here_doc  redactor
  `),
  listed(`
    NaNoWriMo  Nonetheless  nilpotent  nullsafe  undefined_table  xx  XXL  xxlarge  maxxx  Infinity
  `),
  listed(`
    System.Net.Http  __init__  __session  __typename  __NEXT_DATA__  __Host-session  _  --  ---  __
  `),
  listed(`
    *  **  ?  .  ...  …  -  •  |  ·  →  <  <>  </>  =>  ()  []  {}  ""  $  %  %%
  `),
  number(-1e6, 1e9),
  text`${number(0, 999)}.${number(0, 99)}`,
  text`${number(1, 999)}${one('ms', 's', 'm', 'h', 'd', 'kb', 'MiB', '%', 'px')}`,
  text`${number(0, 20)}.${number(0, 30)}.${number(0, 30)}${one('', '-beta.1', '+build.5')}`,
  listed(`
    Europe/Berlin  America/Argentina/Buenos_Aires  UTC  Etc/GMT+5  en-GB  de_AT.UTF-8  zh-Hant-TW  EUR
  `),
  text`20${number(10, 49)}-0${number(1, 9)}-1${number(0, 9)}T0${number(0, 9)}:30:00Z`,
  text`${number(0, 59)} ${number(0, 23)} * * ${one('*', '1-5', 'MON', '0,6')}`,
  one('* * * * *', '*/5 * * * *', '@daily', '@every 1h', '0 0 1 1 *', '* * * * * *'),
  joined(fc.array(label, { minLength: 2, maxLength: 8 }), ','),
  joined(fc.array(text`${word}=${one('on', 'off', '50%')}`, { minLength: 1, maxLength: 6 }), ';'),
  joined(fc.array(host, { minLength: 2, maxLength: 4 }), ' '),
  fc.json({ maxDepth: 3 }).filter(json => json.length > 8),
  fc
    .dictionary(word, fc.oneof(word, fc.boolean(), fc.integer()), { minKeys: 1 })
    .map(value => JSON.stringify(value)),
  fc.array(fc.oneof(word, fc.integer()), { minLength: 1 }).map(value => JSON.stringify(value)),
  text`{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\\n${base64}\\n-----END PRIVATE KEY-----\\n"}`,
  listed(`
    [1,2]  {1,2}  {{1,2},{3,4}}  [[1]]  [null]  {"a":null}  ["secret"]  <1>  [a-z]  [x]  {a}  (a)
  `),
]

const TEXTS: readonly Values[] = [
  listed(`
    The quick brown fox jumps over the lazy dog.  Your order is on its way!
    Change me? Never again, thanks.  Größe ändern, bitte – schöne Grüße  Où est la bibliothèque ?
    ¿Dónde está tu contraseña?  Привет, мир  こんにちは世界  你好,世界。  안녕하세요  مرحبا بالعالم  שלום עולם
    नमस्ते दुनिया  สวัสดีชาวโลก  🎉🎉🎉  Welcome to [hidden] places  The secret is out  not [redacted]
    Please enter your password  TODO: more  Replace the filter (see manual)  Do not change_me
    Nothing (yet)  A • B • C  ** bold **  wait… what
  `),
  joined(fc.array(word, { minLength: 3, maxLength: 12 }), ' '),
  fc.string({ unit: 'grapheme', minLength: 12, maxLength: 60 }),
  fc.string({ minLength: 9, maxLength: 80 }),
  listed(`
    %h %l %u %t "%r" %>s %b  %d{ISO8601} [%t] %-5p %c - %m%n  %{COMBINEDAPACHELOG}
    $remote_addr - $remote_user
  `),
  listed(`
    \${time} \${level} \${message}  \${count}/\${total}  %(asctime)s %(message)s  %Y-%m-%d  %foo%
    %s: %d  %AB
  `),
  listed(`
    Hello {{name}}  Hi {{ user.first }}, {{ count }} new  Hello \${name}!  Dear {name}  Hello %name%
    {0} of {1}
  `),
  listed(`
    YYYY-MM-DD  dd.MM.yyyy  HH:mm:ss  #,##0.00  {yyyy}/{MM}  {id}  {name}  :id  [slug]  $name  $1
  `),
  listed(`
    ^[a-z]+$  ^\\$\\{.*\\}$  ^(?:a|b)*$  /^x{3,}$/i  \\d{3}-\\d{4}  ^<[^<>]*>$  .*  (?<year>\\d{4})
    [^/]+
  `),
  listed(`
    **/*.ts  *.example.com  src/**/{a,b}.js  !node_modules  *secret*  **/hidden/**  {a,b,c}  [!a]*
    ***/x
  `),
  listed(`
    <p>  <br/>  <BR>  <!DOCTYPE html>  <b>bold</b>  <img src="a.png">  <my-element>  <script async>
    <?xml?>
  `),
  text`<${word}>${word}</${word}>`,
  text`${label}${one('_', '-', ':', '.')}${label}`,
  text`${chars(UPPER, 2, 8)}_${chars(UPPER, 2, 8)}`,
  text`SELECT * FROM ${word} WHERE ${word} LIKE '%${word}%' AND id = $1`,
  text`function () { return \`\${${word}}/\${${word}}\` }`,
  text`${word}: \${${word}}\n${word}: "{{ ${word} }}"\n`,
  text`main...${label}`,
  // In a header, behind a name, on two lines, in colours, and between the lines of a key.
  text`${one('Bearer', 'bearer', 'Basic', 'token', 'Authorization: Bearer')} ${fc.oneof(base64, password, word)}`,
  text`${chars(UPPER, 2, 8)}=${fc.oneof(base64, word)}`,
  text`${fc.oneof(word, password)}\n${fc.oneof(word, password)}\n`,
  text`\u001b[${number(0, 97)}m${word}\u001b[0m ${word}`,
  text`-----BEGIN ${one('PRIVATE KEY', 'CERTIFICATE')}-----\n${base64}\n${base64}\n-----END ${one('PRIVATE KEY', 'CERTIFICATE')}-----`,
  text`${word} $${number(1, 500)} ${word} 50% ${word}`,
]

const FAMILIES = { KEYS, CODED, ADDRESSES, SETTINGS, TEXTS, PASSWORDS: Array<Values>(10).fill(password) }

/** Returns ordinary values, the same for the same seed: each is what people set variables to. */
export function ordinaryValues(seed: number, ofEach: number): readonly string[] {
  return Object.values(FAMILIES).flatMap(family =>
    family.flatMap((values, index) => fc.sample(values, { seed: seed + index, numRuns: ofEach })),
  )
}
