// A published form as one visitor sees it: one language, only what the screen needs. This is what the tag carries.
import type { Controller } from './consent.ts'
import { type Control, controlOf } from './control.ts'
import { described } from './described.ts'
import { type Direction, directionOf } from './direction.ts'
import type { Display, Rule } from './display.ts'
import type { Field } from './field.ts'
import type { PublishedForm, Theme } from './form.ts'
import { mayConfirmFirst } from './form-texts.ts'
import { look } from './look.ts'
import type { Localized } from './text.ts'

type Option = { value: string; label: string }
type Said = { label: string; help?: string; control?: Control }
type Shown<F> = F extends { options: unknown }
  ? Omit<F, 'label' | 'help' | 'options' | 'autocomplete' | 'property'> & Said & { options: Option[] }
  : F extends unknown
    ? Omit<F, 'label' | 'help' | 'autocomplete' | 'property'> & Said
    : never

export type ShownField = Shown<Field>

export type ShownForm = {
  slug: string
  version: number
  language: string
  direction: Direction
  /** Every language it is published in, its default first. */
  languages: string[]
  steps: { id: string; title?: string; fields: ShownField[] }[]
  consents: { purpose: string; basis: 'consent' | 'legitimate_interest'; label: string; detail?: string }[]
  texts: {
    title: string
    intro?: string
    submit?: string
    notice?: string
    doneTitle?: string
    doneText?: string
    /** What stands under the button of a download. */
    given?: string
  }
  /** `style`: CSS declarations, ours alone. */
  theme: { mode: 'auto' | 'light' | 'dark'; style?: string }
  /** Whether a success is told to the page's `dataLayer`. */
  dataLayer?: true
  /** Whether the address has to be confirmed before anything is given. */
  confirms?: true
  /** Whether what is given is the person's own code or trial: shown to be copied, or sent by mail. */
  own?: true
  /** Whether the site's own consent covers what is remembered on the device. */
  covered?: true
  /** The site key of Cloudflare Turnstile, where it is asked. */
  turnstile?: string
  controller: Controller
  /** What stands in the form's place once the offer has ended, and when that is, where it is known. */
  closes?: { at?: string; text: string }
}

/** What the composed script hands to the widget, and what `/e/<form>.<lang>.json` answers. */
export type TagSettings = {
  /** Where this Aimant lives: `https://leads.example.com`. */
  origin: string
  form: ShownForm
  /** The widget's own words in the form's language. */
  words: Record<string, string>
  /** What the address of the script asked for, as askedOf() of options.ts tells it. */
  asked?: string
}

/** What the loader is given of a form that waits, before its visitor needs any of its words; `/e/<form>.json` answers it too. */
export type WaitingSettings = Pick<Display, 'place' | 'trigger' | 'frequency'> & {
  origin: string
  slug: string
  /** Every language it is published in, its default first. */
  languages: string[]
  rules?: { any?: true; list: ShownRule[] }
  /** The site's own consent covers what is remembered of a visitor. */
  isCovered?: true
  /** From this moment (ISO 8601 UTC) it opens only when asked for. */
  closesAt?: string
  /** Path of the widget that every waiting form shares: `/w/<hash>.js`. */
  widget: string
  asked: string
}

/** A rule of the display made ready to be asked: `like` is a regular expression, whose case does not matter. */
export type ShownRule =
  | { about: 'path' | 'referrer' | 'device' | 'language' | 'visitor'; like: string }
  | { about: 'query'; key: string; like: string }
  | Extract<Rule, { about: 'date' | 'share' }>

/** The form in one of its languages; falls back to its default word by word. */
export function showIn(form: PublishedForm, language: string, languages: string[]): ShownForm {
  const say = (text: Localized) => text[language] ?? text[form.defaultLanguage] ?? ''
  const sayIf = (text: Localized | undefined) => text && say(text)
  const field = (f: Field) => {
    const { autocomplete: _, property: __, ...asked } = f
    return {
      ...asked,
      label: say(f.label),
      help: sayIf(f.help),
      ...('options' in f && { options: f.options.map((o) => ({ value: o.value, label: say(o.label) })) }),
      control: controlOf(f),
    } as ShownField
  }
  const { texts } = form
  const { closes } = form.display
  return {
    slug: form.slug,
    version: form.version,
    language,
    direction: directionOf(language),
    languages,
    steps: form.steps.map((step) => ({
      id: step.id,
      title: sayIf(step.title),
      fields: step.fields.map(field),
    })),
    consents: form.consents.map((c) => ({ ...c, label: say(c.label), detail: sayIf(c.detail) })),
    texts: {
      title: say(texts.title),
      intro: sayIf(texts.intro),
      submit: sayIf(texts.submit),
      notice: sayIf(texts.notice),
      doneTitle: sayIf(texts.doneTitle),
      doneText: sayIf(texts.doneText),
      given: form.offer && !('terms' in form.offer) ? described(form.offer, language) : undefined,
    },
    theme: themeShown(form.theme),
    ...(form.analytics?.dataLayer && { dataLayer: true }),
    ...(mayConfirmFirst(form) && { confirms: true }),
    ...(form.offer && 'terms' in form.offer && { own: true }),
    ...(form.display?.memory === 'covered' && { covered: true }),
    controller: form.controller,
    ...(closes && { closes: { at: form.isTaken ? form.publishedAt : closes.at, text: say(closes.text) } }),
  }
}

const airs = { compact: '0.8', airy: '1.3' }
const fonts = {
  sans: 'system-ui, sans-serif',
  serif: "'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, serif",
  mono: 'ui-monospace, Menlo, Consolas, monospace',
}

/** What widget.css leaves open. Made of closed lists and numbers, so that no owner's text becomes CSS. */
function themeShown({ accent, mode, radius, density, font }: Theme): ShownForm['theme'] {
  const style = Object.entries({
    ...(accent && look(accent, false)),
    ...(radius !== undefined && { '--radius': `${radius}px` }),
    ...(density && density !== 'normal' && { '--air': airs[density] }),
    ...(font && font !== 'page' && { 'font-family': fonts[font] }),
  })
  return { mode, style: style.map(([name, value]) => `${name}:${value}`).join(';') || undefined }
}
