import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPlaceholder } from '../../src/config/environment/placeholders.js'
import type { PlanDeploymentOptions } from '../../src/config/index.js'
import { growth } from '../support/growth.js'
import { numRuns } from '../support/strings.js'
import { deploy } from './deploying.js'
import { ordinaryValues } from './ordinary-values.js'

const { config } = deploy()

/** The kind of the problem of each value, all in one plan. */
async function kindsOf(values: readonly string[], options: PlanDeploymentOptions = {}) {
  const named = new Map(values.map((value, index) => [`V${String(index).padStart(6, '0')}`, value]))
  const limits = { variables: values.length, bytes: Number.MAX_SAFE_INTEGER }
  const { problems } = await config.plan(named, { limits, ...options })
  return problems.map(({ name = '', kind }) => [named.get(name), kind])
}

const each = (values: readonly string[], kind: string) => values.map(value => [value, kind])

describe('a reference that nobody resolved is refused', () => {
  test.each<[source: string, ...values: string[]]>([
    ['1Password', 'op://v/i/f', ' op://Dev/API key/section/credential\n', 'OP://dev/item/field', 'op://'],
    ['1Password, its template (jac#9003)', '{{ op://v/i/f }}', '{{op://v/i/f}}', 'a={{ op://v/i/f }}\nb=1'],
    ['1Password, copied with quotes (Finsys/dockhand#1521)', '"op://Vault/Item/field"', "'op://v/i/f'"],
    [
      'Proton Pass, KeePassXC, Azure Key Vault',
      'pass://Work/GitHub/password',
      'keepass://a/b',
      'azurekv://a/b',
    ],
    [
      'Google, AWS, Vault, Bitwarden, Keeper',
      'sm://db',
      'awssm://a',
      'ssm:///a/b',
      'vault://a#b',
      'bws://1',
      'keeper://a/f',
    ],
    ['Doppler', `\${project.config.NAME}`, `\${NAME}`, 'doppler://app/prd'],
    ['Infisical (its page on references that stay unresolved)', `\${env.folder.NAME}`, `\${prod.a.b.NAME}`],
    ['Phase (phasehq/console#450)', `\${FOO}`],
    ['Railway', `\${{shared.DOMAIN}}`, `https://\${{DOMAIN}}/v1`, `\${{ Postgres.DATABASE_URL }}`],
    ['vals', 'ref+vault://secret/a#/b', 'ref+awsssm://a', 'secretref+awssecrets://a/b', 'ref+op://v/i/f'],
    ['SOPS', 'ENC[AES256_GCM,data:p673w==,iv:YY=,tag:UyA=,type:str]', '{"a":"ENC[AES256_GCM,data:p6=]"}'],
    ['eyaml and Jasypt', 'ENC[PKCS7,MIIBeQYJKoZ]', 'ENC(nrmZtkF7T0kjG/VodDvBw93Ct8EgjCA+)'],
    ['dotenvx', 'encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3dAt+', 'encrypted:BDqDBibm'],
    ['Spring', '{cipher}FKSAJDFGYOS8F7GLHAKERGFHLSAJ'],
    ['Ansible Vault', '$ANSIBLE_VAULT;1.1;AES256\n6231', '!vault |\n  $ANSIBLE_VAULT;1.1;AES256'],
    [
      'age',
      '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----',
      'age-encryption.org/v1\n-> X',
    ],
    ['PGP', '-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----'],
    [
      'Bank-Vaults',
      'vault:secret/data/db#PASSWORD',
      '>>vault:a/b#C',
      `postgres://\${vault:secret/data/db#USER}@h/d`,
    ],
    [
      'Vault agent',
      '{{ with secret "secret/data/db" }}{{ .Data.data.password }}{{ end }}',
      '{{- secret "a/b" }}x',
    ],
    ['Argo CD', '<path:secret/data/db#password>', '<secret:/store/data/path~key>', '<vault:a~b>'],
    ['Helm and Jinja', '{{ .Values.secret }}', "{{ lookup('env', 'A') }}", '{{name}}', '{{{ name }}}'],
    ['ERB, Octopus, Azure Pipelines', '<%= ENV["A"] %>', '#{Project.Password}', '#{A}#', '$(Build.Token)'],
    [
      'GitHub Actions',
      `\${{ secrets.X }}`,
      `\${{ secrets.A || vars.B }}`,
      `https://u:\${{ secrets.A }}@h.dev/`,
    ],
    ['CircleCI and Harness', '<< pipeline.parameters.key >>', '<+secrets.getValue("a")>'],
    [
      'AWS CloudFormation',
      '{{resolve:secretsmanager:MySecret:SecretString:password}}',
      'u:{{resolve:ssm:a:1}}',
    ],
    ['Azure', '@Microsoft.KeyVault(SecretUri=https://a.vault.azure.net/secrets/b)', 'secretref:db-password'],
    ['Google, by prefix', 'gcp-secret:db', 'gcp:secretmanager:projects/1/secrets/a/versions/1'],
    [
      'shells (jac#9003)',
      `\${DB}`,
      '$NAME',
      '$_A1',
      `\${A:-b}`,
      `\${A:-\${B:-\${C}}}`,
      '$(op read op://v/i/f)',
      `\${name}`,
    ],
    ['Kamal', `$(kamal secrets extract A \${SECRETS})`],
    ['cmd and PowerShell (jac#9003)', '%NAME%', '%DB_URL%', '$env:NAME', '$Env:NAME', `\${env:NAME}`],
    [
      'code',
      'process.env.A',
      'process.env["A"]',
      'import.meta.env.VITE_A',
      'os.environ["A"]',
      'env(A)',
      '@env("A")',
    ],
    ['YAML tags', '!secret db_password', '!reference [.a, b]', '!Ref Password', `!Sub "\${A}"`],
    [
      'a URL that was not expanded',
      `postgres://u:\${PW}@h/d`,
      `postgres://\${u}:\${p}@h/d`,
      'postgres://u:$DB_PASSWORD@h/d',
    ],
    [
      'several, with nothing but separators between them',
      `\${A}\${B}`,
      `\${USER}:\${PASS}`,
      `\${A:-b}/\${B}`,
      `\${A}\n\${B}`,
      `\${{ secrets.USER }}:\${{ secrets.PASS }}`,
      '$(User.Name):$(User.Password)',
    ],
    [
      'a header',
      `Bearer \${TOKEN}`,
      'Bearer op://v/i/f',
      `Basic \${{ secrets.A }}`,
      `token \${GH_TOKEN}`,
      'Authorization: Bearer $TOKEN',
      `bearer "\${USER}:\${PASS}"`,
      '\u001b[33mBearer $TOKEN\u001b[0m',
    ],
    ['a key whose body was not expanded', `-----BEGIN PRIVATE KEY-----\n\${KEY}\n-----END PRIVATE KEY-----`],
    [
      'a host that was not expanded',
      `https://\${VERCEL_URL}`,
      `redis://\${HOST}:\${PORT:-1}`,
      `https://a.\${STAGE}.dev/x`,
    ],
  ])('%s', async (_, ...values) => {
    expect(await kindsOf(values)).toEqual(each(values, 'reference'))
    expect(await kindsOf(values, { allowPlaceholders: true })).toEqual([])
  })
})

describe('a mask is refused', () => {
  test.each<[source: string, ...values: string[]]>([
    ['GitHub, and most of them', '***', '******', ' *** '],
    ['GitLab', '[MASKED]', '[masked]'],
    ['Vercel', '[SENSITIVE]', '[RESTRICTED]', '[encrypted]'],
    ['Terraform (jac#9003)', '(sensitive value)', '(sensitive)', '<sensitive>'],
    ['Pulumi', '[secret]'],
    ['1Password', '<concealed by 1Password>'],
    ['Buildkite, Nomad, Rails', '[REDACTED]', '<redacted>', '[FILTERED]', '(redacted)', '[value redacted]'],
    [
      'scanners',
      '[REDACTED:api_key]',
      '[GITHUB_TOKEN_REDACTED]',
      '***REDACTED***',
      '__redacted__',
      'REDACTED',
      'redacted',
    ],
    [
      'Chef, Ansible, AWS',
      '*sensitive value suppressed*',
      'VALUE_SPECIFIED_IN_NO_LOG_PARAMETER',
      'HIDDEN_DUE_TO_SECURITY_REASONS',
    ],
    ['kubectl', "<set to the key 'a' in secret 'b'>"],
    ['dashboards (jac#9003)', '••••', '●●●●●●', '•••• ••••', '████', '"••••••••"'],
    ['the AWS command, which shows four', '****************ABCD', '**** **** **** 1234', '••••1234'],
    [
      'Stripe and other keys, which show both ends',
      'sk_live_••••••••1234',
      'ghp_************',
      'sk-...wxyz',
      'sk-proj-…wxyz',
    ],
    [
      'a text of several lines, each masked',
      '***\n***',
      '***\r\n\r\n***\n',
      '"***\n***"',
      '[MASKED]\n[MASKED]',
    ],
    [
      'the body of a key',
      '-----BEGIN PRIVATE KEY-----\n***\n-----END PRIVATE KEY-----\n',
      '-----BEGIN RSA PRIVATE KEY-----\r\n***\r\n***\r\n-----END RSA PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY-----\\n[REDACTED]\\n-----END PRIVATE KEY-----\\n',
      '-----BEGIN CERTIFICATE----- ••••••• -----END CERTIFICATE-----',
    ],
    [
      'a header',
      'Bearer ***',
      'Basic ******',
      'token [REDACTED]',
      'authorization: bearer ••••',
      'Bearer "***"',
    ],
    [
      'colours',
      '\u001b[31m***\u001b[0m',
      '\u001b[1;38;5;9m[MASKED]\u001b[m',
      '\u001b[31m***\u001b[0m\n\u001b[31m***\u001b[0m',
    ],
    ['a line of a log', 'TOKEN=***', 'export API_KEY="******"', 'a=[REDACTED]', 'A=***\nB=***'],
    [
      'a URL, by SQLAlchemy and other printers',
      'postgres://user:***@host/db',
      'redis://:••••••@h:6379',
      'amqp://u:REDACTED@h',
    ],
  ])('%s', async (_, ...values) => {
    expect(await kindsOf(values)).toEqual(each(values, 'mask'))
    expect(await kindsOf(values, { allowPlaceholders: true })).toEqual([])
  })
})

describe('a placeholder is refused', () => {
  test.each<[source: string, ...values: string[]]>([
    ['Python and JavaScript, for a missing value (jac#9003)', 'None', 'NaN', 'undefined', 'null', 'NULL'],
    ['Go, C and Ruby', '<nil>', '(null)', 'nil', '<no value>', '(not set)', '<none>'],
    ['Terraform', '(known after apply)', '<computed>'],
    [
      'JavaScript, for an object',
      '[object Object]',
      '[object Promise]',
      'Promise { <pending> }',
      "Promise { 'a' }",
      '[Function: a]',
    ],
    ['Python, for an object', '<Secret object at 0x7f1c>', "<class 'str'>", '<function get at 0x7f>'],
    ['PowerShell', 'System.Security.SecureString', 'System.Collections.Hashtable', 'System.Object[]'],
    [
      'examples (jac#9003)',
      '__REPLACE_ME__',
      'CHANGEME',
      'change-me',
      'ChangeMe',
      'changeme123',
      '<CHANGE_ME>',
      'change_this',
    ],
    [
      'more of them',
      'change-me-please',
      'CHANGE_ME!',
      'REPLACE_WITH_KEY',
      'replace_me',
      '%%REPLACE_ME%%',
      '[CHANGE ME]',
      'set-me',
    ],
    [
      'keys to fill in',
      'your-api-key-here',
      'your_api_key',
      'YOUR_VALUE',
      'insert_your_token',
      'API_KEY_HERE',
      'key-goes-here',
    ],
    [
      'keys in brackets',
      '<your-key>',
      '<your key>',
      '<API_KEY>',
      '<token>',
      '<db_password>',
      '<paste it in here>',
      '[your key]',
    ],
    ['notes', 'TODO', 'FIXME', 'TBD', '<TODO>', 'placeholder', 'PLACEHOLDER_KEY', 'secret_placeholder'],
    [
      'crosses',
      'xxx',
      'XXXXXXXX',
      'sk-xxxxxxxx',
      'sk_test_xxxx',
      'G-XXXXXXXXXX',
      'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
    ],
    ['Supabase', 'postgresql://postgres:[YOUR-PASSWORD]@db.x.supabase.co:5432/postgres'],
    [
      'MongoDB Atlas',
      'mongodb+srv://app:<db_password>@c.mongodb.net/',
      'mongodb+srv://<username>:<password>@c.mongodb.net',
    ],
    [
      'URLs',
      'http://undefined:3000',
      'https://undefined/api',
      'postgres://u:changeme@h/d',
      'postgres://u:xxxxx@h/d',
      'redis://:None@h',
    ],
  ])('%s', async (_, ...values) => {
    expect(await kindsOf(values)).toEqual(each(values, 'placeholder'))
    expect(await kindsOf(values, { allowPlaceholders: true })).toEqual([])
  })
})

describe('an ordinary value is no problem', () => {
  // PROPERTY_RUNS makes many more. Another seed finds other values.
  const ofEach = Math.ceil(numRuns * 0.5)
  test('of what people set variables to, none of thousands is refused', { timeout: 60_000 }, async () => {
    const values = ordinaryValues(20_260, ofEach)
    expect(new Set(values).size).toBeGreaterThan(100 * ofEach)
    expect(await kindsOf(values)).toEqual([])
  })

  test('though it is near one: its neighbours', async () => {
    const near = [
      ...[
        '**',
        '***secret',
        'secret***',
        'not [redacted]',
        '[redacted] not',
        '<b>bold</b>',
        'a<b>',
        '<b>c',
        '<>',
      ],
      ...[
        'exchangeme',
        'at your_place',
        'your_key!',
        'yours_truly',
        'is encrypted:',
        'encrypted:no',
        'not null',
      ],
      ...[
        'xx',
        'TODO: more',
        'todo',
        'none',
        'NONE',
        'opt://a',
        'top://a',
        'see op://v/i/f',
        'ref://a',
        'ENC[',
        'ENC',
      ],
      ...[
        `\${A} and \${B}`,
        `\${A`,
        '$name',
        '$A7KQ2',
        '$Name',
        '$5',
        '%name%',
        '100%',
        '{{1,2},{3,4}}',
        '{{1}}',
        'Hello {{name}}',
      ],
      ...[
        'vault:v1:8SDd3WHD',
        `https://\${tenant}.example.com`,
        `https://h/\${ID}`,
        `https://h/?q=\${ID}`,
        '$(a) + $(b)',
      ],
      ...[
        'hidden',
        '(hidden',
        '*secret*',
        'masked',
        '••',
        '•',
        'main...feature',
        'wait…what',
        'change',
        'Change meat',
      ],
      ...[
        '***\nand more',
        '**\n**',
        '---\n***\n---',
        '-----BEGIN PRIVATE KEY-----\nMC4CAQAw***\n-----END PRIVATE KEY-----',
        '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----',
      ],
      ...[
        'Bearer',
        'Bearer token',
        'bearer none',
        'Basic dXNlcjpwYXNz',
        'Basic',
        'token ring',
        'Bearer *',
        'a bearer ***',
      ],
      ...[
        `\${time}|\${level}`,
        `\${A} \${B}`,
        `\${A}x\${B}`,
        `A=\${B}`,
        'A=None',
        'A=TODO',
        'a-b=***',
        'NODE_OPTIONS=--a=***',
        '\u001b[31mred\u001b[0m',
        '\\u001b[31m***x',
      ],
      ...['postgres://u:none@h/d', 'postgres://nobody:p@h/d', '<p>', '<my-element>', '<a@b.example>', '%AB'],
    ]
    expect(await kindsOf(near)).toEqual([])
  })
})

describe('whatever is in it', () => {
  const inner = fc.string({ maxLength: 40 }).map(text => text.replace(/[^\w .:/-]/g, '') || 'a')

  test('a reference is refused', async () => {
    const references = inner.chain(text =>
      fc.constantFrom(
        ...[
          `op://${text}`,
          `{{ op://${text} }}`,
          `ref+vault://${text}`,
          `\${${text}}`,
          `$(${text})`,
          `%A_${'B'.repeat(text.length)}%`,
        ],
        ...[
          `ENC[${text}]`,
          `ENC(${text})`,
          `{{ a${text} }}`,
          `\${{ ${text} }}`,
          `<path:${text}>`,
          `@Microsoft.KeyVault(${text})`,
        ],
        ...[
          `{{resolve:ssm:${text}}}`,
          `{cipher}${text}`,
          `$ANSIBLE_VAULT;${text}`,
          `postgres://u:\${A${text.replace(/\W/g, '')}}@h/d`,
        ],
      ),
    )
    const values = fc.sample(references, numRuns * 5)
    expect(await kindsOf(values)).toEqual(each(values, 'reference'))
  })

  test('a mask of any length is refused', async () => {
    const masks = fc
      .record({
        character: fc.constantFrom(...'*∗＊•●⬤█■▪'),
        length: fc.integer({ min: 3, max: 400 }),
        around: fc.constantFrom('', ' ', '\n', '\t'),
      })
      .map(({ character, length, around }) => around + character.repeat(length) + around)
    const values = fc.sample(masks, numRuns)
    expect(await kindsOf(values)).toEqual(each(values, 'mask'))
  })
})

// The worst of some thousand shapes, of which some took quadratic time once.
test.each([
  ['a frame', '*', '!'],
  ['the words of a placeholder', 'your-', '>'],
  ['a template', 'a', ']'],
  ['references', `\${A}:`, '!'],
  ['references with a default', `\${A:-`, '}'],
  ['headers', 'Bearer ', '!'],
  ['lines of masks', '***\n', '!'],
  ['ends of keys', '-----END A', '!'],
  ['assignments', 'A=', '!'],
  ['colours', '\u001b[1', '!'],
  ['line ends that are written', '\\n', '!'],
])('a decision takes time in proportion to the length of a value: %s', (_, unit, end) => {
  const textOf = (length: number) =>
    ['<', '{{', 'https://', '', '-----BEGIN A-----'].map(start => start + unit.repeat(length) + end)
  const work = (texts: readonly string[]) => texts.map(findPlaceholder)
  expect(growth(work, textOf(2 ** 11), textOf(2 ** 14))).toBeLessThan(8 * 2.5)
})

test('a problem says which of them it is, what to do, and nothing of the value', async () => {
  const { problems } = await config.plan({
    A: 'op://hunter2/hunter2/hunter2',
    B: `\${hunter2}`,
    C: 'hunter2-••••••••',
    D: 'None',
    E: '<hunter2_key>',
    F: '{cipher}hunter2',
  })
  expect(problems.map(({ message }) => message)).toEqual([
    'looks like a reference of 1Password that nobody resolved: resolve it first, by `op read`, `op run` or `op inject`. Pass `allowPlaceholders` to allow it',
    'looks like a reference of a shell or a CI system that nobody resolved: let it fill in the variable first. Pass `allowPlaceholders` to allow it',
    'looks like a mask, which a tool prints instead of a secret: take the value from where it is kept. Pass `allowPlaceholders` to allow it',
    'looks like the word that a program prints for a missing value, such as None or undefined. Pass `allowPlaceholders` to allow it',
    'looks like a placeholder. Pass `allowPlaceholders` to allow it',
    'looks like a text that is encrypted by Spring Cloud Config: decrypt it first. Pass `allowPlaceholders` to allow it',
  ])
})
