import { expect, test } from 'vitest'
import { parseUrl } from '../../src/text/url.js'

test('AikidoSec/firewall-node#1086: a host with letters of its own is a URL, however often one was asked for', () => {
  for (let times = 0; times < 20_000; times++) parseUrl('https://otter.example')
  expect(parseUrl('https://ötter.example')?.hostname).toBe('xn--tter-4qa.example')
})

test.each(['', 'otter', '/api', 'https://', 'https://a b'])('%j is no URL', text => {
  expect(parseUrl(text)).toBeUndefined()
})

test('a path is completed by its base', () => {
  expect(parseUrl('/api', 'https://otter.example/x')?.href).toBe('https://otter.example/api')
})
