// What the loader of a form is told: the form's display as this page wants it, its rules ready to be asked.
import type { Display, Place, Trigger } from '../../contract/display.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { languagesOf } from '../../contract/form-texts.ts'
import type { WaitingSettings } from '../../contract/shown.ts'
import { ready } from './ready-rule.ts'
import { sharedHash } from './tag.ts'

/** What one page asks, in the few letters of an attribute: `bar-top`, `delay-30`. */
type Asked = { display?: string; trigger?: string }

/** The published display as the page wants it here. What cannot be read changes nothing. */
export const asAsked = (published: Display, { display = '', trigger = '' }: Asked): Display => ({
  ...published,
  place: placeIn(display) ?? published.place,
  // Where elements stand, the page itself decides when.
  trigger: display === 'element' ? { on: 'load' } : (triggerIn(trigger) ?? published.trigger),
  rules: display === 'element' ? { join: 'all', list: [] } : published.rules,
})

/** Whether the form is drawn as soon as its tag runs, for everybody who sees the page: then it travels in the tag itself. */
export const isAtOnce = ({ place, trigger, rules }: Display): boolean =>
  place.kind === 'inline' && trigger.on === 'load' && rules.list.length === 0

/** `address` is that of our own which was asked for, `asked` what it asked. */
export async function waitingSettings(
  form: PublishedForm,
  { place, trigger, frequency, rules, memory, closes }: Display,
  address: string,
  asked: string,
): Promise<WaitingSettings> {
  const endsAt = form.isTaken ? form.publishedAt : closes?.at
  return {
    origin: new URL(address).origin,
    slug: form.slug,
    languages: languagesOf(form),
    place,
    trigger: place.kind === 'button' ? { on: 'click' } : trigger,
    frequency,
    ...(rules.list.length && { rules: { ...(rules.join === 'any' && { any: true }), list: rules.list.map(ready) } }),
    ...(memory === 'covered' && { isCovered: true }),
    ...(endsAt && { closesAt: endsAt }),
    widget: `/w/${await sharedHash()}.js`,
    asked,
  }
}

function placeIn(text: string): Place | undefined {
  const [, kind, where] = /^(element|inline|popup|button|slide-in|bar)(?:-(start|end|top|bottom))?$/.exec(text) ?? []
  switch (kind) {
    case 'slide-in':
      return { kind: 'slide_in', side: where === 'start' ? where : 'end' }
    case 'bar':
      return { kind, edge: where === 'top' ? where : 'bottom' }
    case 'popup':
    case 'button':
      return { kind }
    default:
      return kind ? { kind: 'inline' } : undefined
  }
}

function triggerIn(text: string): Trigger | undefined {
  const [, on, digits] = /^(load|exit|click|delay|idle|scroll|pages)(?:-(\d{1,4}))?$/.exec(text) ?? []
  if (on === 'load' || on === 'exit' || on === 'click') return { on }
  if (!digits) return undefined
  const number = Number(digits)
  if (on === 'delay' || on === 'idle') return { on, seconds: number }
  return on === 'scroll' ? { on, percent: number } : { on: 'pages', count: number }
}
