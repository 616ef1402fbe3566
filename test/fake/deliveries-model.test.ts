import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventsOf, receiving, signatureOf, streaming } from './receiving.js'

const SELECTABLE = ['console', 'function_execution', 'audit_log', 'scheduler_stats', 'custom_audit']

type Step =
  | { readonly kind: 'emit'; readonly topics: readonly string[]; readonly note: string }
  | { readonly kind: 'set'; readonly name: string }
  | { readonly kind: 'wait' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('emit' as const),
    topics: fc.array(fc.constantFrom(...SELECTABLE, 'exception'), { maxLength: 200, size: 'max' }),
    note: fc.string({ unit: 'binary', maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('set' as const), name: fc.constantFrom('A', 'B') }),
  fc.constant({ kind: 'wait' as const }),
)

describe.each(['json', 'jsonl'])('in %s', format => {
  test('whatever happens, an endpoint that answers gets each event of its topics exactly once, in order', async () => {
    const receiver = await receiving()
    const topics = fc.option(fc.uniqueArray(fc.constantFrom(...SELECTABLE), { minLength: 1 }), { nil: null })
    const property = fc.asyncProperty(topics, fc.array(step, { maxLength: 8 }), async (selected, steps) => {
      receiver.received.length = 0
      const { fake, ask, secret } = await streaming(receiver.url, { format, topics: selected })
      await fake.deliverAll()
      const expected: string[] = []
      const sends = (topic: string) =>
        topic !== 'exception' && (selected?.includes(topic) ?? topic !== 'custom_audit')
      let number = 0
      for (const { kind, ...given } of steps) {
        if (kind === 'wait') await fake.deliverAll()
        if ('name' in given) {
          const [before] = fake.state.auditLog.slice(-1)
          await ask('POST /update_environment_variables', {
            changes: [{ name: given.name, value: `${number++}` }],
          })
          const [event] = fake.state.auditLog.slice(-1)
          if (event !== before && sends('audit_log')) expected.push(JSON.stringify(event?.metadata))
        }
        for (const topic of 'topics' in given ? given.topics : []) {
          const note = `${number++} ${Reflect.get(given, 'note')}`
          fake.emit({ topic, note })
          if (sends(topic)) expected.push(note)
        }
      }
      await fake.deliverAll()
      const got = receiver.received.slice(1).flatMap(eventsOf)
      expect(got.map(event => event.note ?? event.audit_log_metadata)).toEqual(expected)
      for (const request of receiver.received) {
        expect(request.headers['x-webhook-signature']).toBe(signatureOf(request, secret()))
        expect(eventsOf(request).length).toBeLessThanOrEqual(128)
      }
    })
    await fc.assert(property, { numRuns: 15 })
  })
})
