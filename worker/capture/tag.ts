// Composes the script of one form: the built widget around the form's own settings, in a single answer.
import type { ShownField, ShownForm, TagSettings, WaitingSettings } from '../../contract/shown.ts'
import element from '../../dist/widget/element.txt'
import guarded from '../../dist/widget/guarded.txt'
import loader from '../../dist/widget/loader.txt'
import plain from '../../dist/widget/plain.txt'
import sha256Module from '../../dist/widget/sha256.txt'
import shared from '../../dist/widget/shared.txt'
import click from '../../dist/widget/trigger_click.txt'
import delay from '../../dist/widget/trigger_delay.txt'
import exit from '../../dist/widget/trigger_exit.txt'
import idle from '../../dist/widget/trigger_idle.txt'
import load from '../../dist/widget/trigger_load.txt'
import pages from '../../dist/widget/trigger_pages.txt'
import scroll from '../../dist/widget/trigger_scroll.txt'
import turnstileModule from '../../dist/widget/turnstile.txt'
import whole from '../../dist/widget/whole.txt'
import type { Words } from '../../widget/locales/fr.ts'
import { isElement } from '../../widget/options.ts'
import { sha256 } from '../lib/crypto.ts'
import { locales } from '../lib/locale.ts'

/** What a form says in one of its versions, and how many visitors in a hundred meet it. */
export type Tried = { settings: TagSettings; share: number }

/** `GET /e/:form.js`: everything an inline form needs, in one file. More than one: what is tried against each other. */
export function composeTag(tried: Tried[]): string {
  const isElements = tried.some(({ settings }) => isElement(settings.asked ?? ''))
  const isGuarded = tried.some(({ settings }) => settings.form.turnstile)
  const widget = isGuarded ? guarded : tried.every(({ settings }) => isPlain(settings)) ? plain : whole
  // Nearly all of it runs at once, so browsers that heed the first line need not read it twice.
  return `//# allFunctionsCalledOnLoad\n(()=>{const AIMANT=${oneOf(tried)};${isElements ? element : ''}${widget}})()`
}

// The file is the same for everybody, and kept: chance decides where it runs, and nothing is remembered of it.
function oneOf(tried: Tried[]): string {
  const forms = tried.map(({ settings }) => written(settings))
  if (forms.length === 1) return forms[0]!
  let drawn = 0
  const choices = tried.slice(0, -1).map(({ share }, i) => {
    drawn += share
    return `r<${drawn}?${forms[i]}:`
  })
  return `(r=>${choices.join('')}${forms.at(-1)})(Math.random()*100)`
}

function written(settings: TagSettings): string {
  // The notice names its controller; the postal address stands on the form's own page.
  const { privacyPolicy } = settings.form.controller
  const form = { ...settings.form, controller: { privacyPolicy } }
  return asScript({ ...settings, form, words: wordsFor(settings) })
}

/** Whether the plain tag carries all that is needed: one step of everyday questions, drawn because its tag stands there. */
function isPlain({ asked, form: { steps, closes, confirms, own, dataLayer } }: TagSettings): boolean {
  return !(asked || closes || confirms || own || dataLayer) && steps.length === 1 && steps[0]!.fields.every(isEveryday)
}

const isEveryday = (field: ShownField) =>
  !(field.showIf || field.askOnce || 'default' in field || 'allowDomains' in field || 'refuseDomains' in field) &&
  (field.kind === 'choice'
    ? field.look === 'select'
    : ['email', 'name', 'phone', 'company', 'job_title', 'text', 'long_text'].includes(field.kind))

const triggers: Record<WaitingSettings['trigger']['on'], string> = { click, delay, exit, idle, load, pages, scroll }

/** The same for a form that waits: what it waits for, how that is noticed, and no word of it yet. */
export const composeLoader = (settings: WaitingSettings): string =>
  `(()=>{const WAITING=${asScript(settings)};${triggers[settings.trigger.on]}${loader}})()`

/** `GET /w/:hash.js`: the widget as every waiting form of every page shares it. */
export const sharedWidget = shared

/** `GET /w/sha256.js`, for pages without TLS. */
export const ownSha256 = sha256Module

/** `GET /w/turnstile.js`, for forms that ask for it. */
export const turnstile = turnstileModule

let sharedName: Promise<string> | undefined

/** What names the shared widget: its own content. */
export function sharedHash(): Promise<string> {
  sharedName ??= sha256(shared).then((hash) => hash.slice(0, 16))
  return sharedName
}

/** For a form nobody published. A script that answers 404 is never run, so the warning is a script of its own. */
export const unknownTag = (slug: string): string =>
  `console.warn(${asScript(`[aimant] No form "${slug}" is published here, so nothing is drawn.`)})`

const kind =
  (...kinds: ShownField['kind'][]) =>
  (field: ShownField) =>
    kinds.includes(field.kind)

// What only some fields can get wrong; a form without them travels without the words.
const saidOf: Partial<Record<keyof Words, (field: ShownField) => boolean>> = {
  // Only what lies over the page can be closed, and that comes otherwise.
  close: () => false,
  // Said in the notice already.
  controller: () => false,
  error_business_email_only: (field) => field.kind === 'email' && field.accept === 'business',
  error_email_domain_refused: (field) => field.kind === 'email' && Boolean(field.allowDomains ?? field.refuseDomains),
  error_bad_phone: kind('phone'),
  error_bad_url: kind('url'),
  error_bad_number: kind('number'),
  error_bad_date: kind('date'),
  error_too_small: kind('number'),
  error_too_large: kind('number'),
  error_too_early: kind('date'),
  error_too_late: kind('date'),
  error_too_many: kind('several'),
  error_too_short: kind('text', 'long_text'),
}

// What only some forms say.
const saidBy: Partial<Record<keyof Words, (form: ShownForm) => boolean>> = {
  next: ({ steps }) => steps.length > 1,
  back: ({ steps }) => steps.length > 1,
  step: ({ steps }) => steps.length > 1,
  submit: ({ texts }) => !texts.submit,
  done_title: ({ texts }) => !texts.doneTitle,
  // Said with the answer.
  confirm_title: () => false,
  confirm_text: () => false,
  confirm_help: () => false,
  open_mailbox: () => false,
  copy: ({ own }) => Boolean(own),
  copied: ({ own }) => Boolean(own),
  by_mail: ({ own }) => Boolean(own),
}

function wordsFor({ form, words }: TagSettings): Record<string, string> {
  const fields = form.steps.flatMap((step) => step.fields)
  const isNeeded = (word: string) =>
    (saidBy[word as keyof Words]?.(form) ?? true) && fields.some(saidOf[word as keyof Words] ?? (() => true))
  return Object.fromEntries(Object.entries(words).filter(([word]) => isNeeded(word)))
}

// What goes without saying.
const unsaid: Record<string, unknown> = { required: false, width: 'full', accept: 'any', basis: 'consent' }

// Names of properties are ours, and need no quotes. `<` could end a script element this text is ever pasted into;
// the two separators end a line in old parsers.
const asScript = (value: unknown): string =>
  JSON.stringify(value, (key, each) => (Object.hasOwn(unsaid, key) && unsaid[key] === each ? undefined : each))
    .replace(/"([a-z_]\w*)":/gi, '$1:')
    .replace(/[<\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

let version: Promise<string> | undefined

/** Names what the composed scripts share, widget and words: changes with each of their releases. */
export function tagVersion(): Promise<string> {
  version ??= sha256(
    JSON.stringify([plain, whole, guarded, element, loader, shared, turnstile, triggers, locales]),
  ).then((hash) => hash.slice(0, 12))
  return version
}
