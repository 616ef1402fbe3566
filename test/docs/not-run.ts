/** The commands of the README and the guide that these tests do not run, each with the reason. */
export const notRun: { readonly [command: string]: string } = {
  'npm ci && npm start': '.ci/run runs both',
  'npm ci && npm test': '.ci/run runs both',
  'npm pack': 'the project that the examples run in was made by it',
  'npm install ./vendor/convex-deployment-0.2.0.tgz': 'the project that the examples run in was made by it',
  'npm run lint:openapi': '.ci/run runs it',
  'npm run generate': 'it writes into this repository; with --check .ci/run runs it',
  'npm run generate -- --check': '.ci/run runs it',
  'npm run generate -- --watch': 'it does not end',
  'npm run mock': 'it does not end; the tests of test/contract run against the same mock',
  "convex-deployment env copy --project otters/shop --from dev --to preview/feat-1 --create-only '*' --only 'STRIPE_*' --yes":
    'it needs a platform; test/cli/platform/named.test.ts runs it on a fake one',
  "convex-deployment env apply deployment:dev --project otters/shop --where type=preview --create-only '*' --only 'STRIPE_*' --yes":
    'it needs a platform; test/cli/platform/named.test.ts runs it on a fake one',
  'while IFS=\'=\' read -r name value; do npx convex env set "$name" "$value"; done < .env.production':
    'it shows what the plan below it replaces, with the command of Convex',
  'npm run spec:drift -- --url https://NAME.convex.cloud':
    'it needs a live deployment; test/drift runs it against the fake',
}
