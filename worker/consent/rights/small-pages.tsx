// The short pages around the rights page: asking for the link, being sure, staying, leaving, and links that lead nowhere.
import { say } from '../../../widget/i18n.ts'
import { page } from '../../lib/page.tsx'
import type { Holder } from './holder.ts'
import { Action } from './parts.tsx'
import { style } from './style.ts'
import { type Language, nearest, rightsWords } from './words.ts'

const wordsFor = (language: Language) => rightsWords[language]

/** `bad`: what was typed is no address. */
export function askPage(language: Language, state: 'fresh' | 'asked' | 'bad'): Response {
  const words = wordsFor(language)
  const look = { language, title: words.ask_title, style, forms: true, status: state === 'bad' ? 422 : 200 }
  return page(
    look,
    <>
      {state === 'asked' ? <p role="status">{words.done_asked}</p> : <p>{words.ask_text}</p>}
      <AskForm language={language} bad={state === 'bad'} />
    </>,
  )
}

const AskForm = ({ language, bad }: { language: Language; bad?: boolean }) => {
  const words = wordsFor(language)
  return (
    <Action to="/r" label={words.ask_send} main>
      <p>
        <label>
          {words.email}
          <input type="email" name="email" autocomplete="email" required maxlength={254} />
        </label>
        {bad && (
          <small class="wrong" role="alert">
            {words.ask_bad}
          </small>
        )}
      </p>
    </Action>
  )
}

/** The link is no good: the same words whatever is wrong with it. */
export function refusedPage(language: Language, status: 404 | 410): Response {
  const words = wordsFor(language)
  return page(
    { language, title: words.refused_title, style, forms: true, status },
    <>
      <p>{words.refused_text}</p>
      <AskForm language={language} />
    </>,
  )
}

export function absentPage(language: Language, is: 'waiting' | 'gone'): Response {
  const words = wordsFor(language)
  return page({ language, title: words[`${is}_title`] }, <p>{words[`${is}_text`]}</p>)
}

/** `busy`: asked too often. `trouble`: a fault of ours. */
export function troublePage(language: Language, is: 'busy' | 'trouble'): Response {
  const words = wordsFor(language)
  const status = is === 'busy' ? 429 : 503
  const response = page({ language, title: words[`${is}_title`], status }, <p>{words[`${is}_text`]}</p>)
  response.headers.set('retry-after', '60')
  return response
}

export function erasePage(holder: Holder, here: string): Response {
  const language = nearest(holder.language)
  const words = wordsFor(language)
  return page(
    { language, title: words.erase_ask, style, forms: true },
    <>
      <p>{holder.reach === 'person' ? words.erase_text : words.erase_submission_text}</p>
      <Action to={`${here}/erase`} label={words.erase_sure} main>
        <input type="hidden" name="sure" value="yes" />
      </Action>
      <p>
        <a class="button" href={here}>
          {words.back}
        </a>
      </p>
    </>,
  )
}

export function keepPage(holder: Holder, here: string): Response {
  const language = nearest(holder.language)
  const words = wordsFor(language)
  return page(
    { language, title: words.keep_title, style, forms: true },
    <>
      <p>{say(words, 'keep_text', { site: holder.siteName })}</p>
      <Action to={`${here}/keep`} label={words.keep} main />
      <p>
        <a class="button" href={here}>
          {words.see}
        </a>
      </p>
    </>,
  )
}

/** `asks` before, `done` after. */
export function unsubscribePage(language: Language, here: string, state: 'asks' | 'done'): Response {
  const words = wordsFor(language)
  if (state === 'done') return page({ language, title: words.out_done_title }, <p>{words.out_done_text}</p>)
  return page(
    { language, title: words.out_title, style, forms: true },
    <>
      <p>{words.out_text}</p>
      <Action to={here} label={words.out} main />
    </>,
  )
}
