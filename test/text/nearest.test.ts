import { expect, test } from 'vitest'
import { nearest } from '../../src/text/nearest.js'

test.each([
  ['a word in other letters', 'TIMEOUT', ['timeouts', 'TimeOut'], 'TimeOut'],
  ['a word without one of its characters', 'tokn', ['name', 'token'], 'token'],
  ['a word with one character more', 'tokken', ['name', 'token'], 'token'],
  ['a word with another character', 'takin', ['name', 'token'], 'token'],
  ['a word with two characters swapped', 'tkoen', ['name', 'token'], 'token'],
  ['a word that lost its end', 'tok', ['name', 'token'], 'token'],
  ['the word itself, not an earlier one that is near', 'get', ['set', 'get'], 'get'],
  ['the nearest word, not an earlier one', 'gett', ['set', 'get'], 'get'],
  ['the first of two words that are as near', 'bet', ['get', 'set'], 'get'],
  ['a word that the typed one contains', 'baseUrl', ['name', 'url'], 'url'],
  ['a word that the typed one begins', 'max', ['name', 'maxRemovals'], 'maxRemovals'],
  ['a near word, not one that the typed one contains', 'getUrls', ['url', 'getUrl'], 'getUrl'],
])('%s is meant', (_, typed, words, meant) => {
  expect(nearest(typed, words)).toBe(meant)
})

test.each([
  ['that takes three edits', 'abcdef', ['abcxyz']],
  ['that only ends as the typed one does', 'removals', ['maxRemovals']],
])('a word %s is not meant', (_, typed, words) => {
  expect(nearest(typed, words)).toBeUndefined()
})

test('of no words none is meant', () => {
  expect(nearest('token', [])).toBeUndefined()
})
