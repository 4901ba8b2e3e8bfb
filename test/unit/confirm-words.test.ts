import { expect, it } from 'vitest'
import { confirmWords } from '../../worker/consent/confirm/words.ts'

it('on the confirmation pages French punctuation never starts a line, nor ends one where it opens', () => {
  for (const text of Object.values(confirmWords.fr)) expect(text).not.toMatch(/ [:;?!»]|« /)
})
