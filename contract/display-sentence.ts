// The settings of a display read back as one sentence: "Opens after 30 s on pages under /blog, at most once a week."
import type { Display, Rule } from './display.ts'
import { sayings } from './display-sayings.ts'

type Language = keyof typeof sayings

/** Pure; dates in UTC, as they are kept. */
export function displaySentence(display: Display, language: Language): string {
  const say = sayings[language]
  const { place, trigger, rules, frequency, closes } = display
  const isAsked = place.kind === 'button' || trigger.on === 'click'
  const isInline = place.kind === 'inline'
  const list = new Intl.ListFormat(language, { type: rules.join === 'any' ? 'disjunction' : 'conjunction' })
  const forWhom = list.format(rules.list.map((rule) => saidRule(rule, language)))
  const when = isAsked ? say.click : isInline && trigger.on === 'load' ? '' : saidTrigger(trigger, language)
  // Who asks for it gets it, whoever they are and however often.
  const opening = [saidPlace(place, language), when, isAsked ? '' : forWhom].filter(Boolean).join(' ')
  const often = isAsked || isInline ? '' : `, ${saidFrequency(frequency, language)}`
  return `${opening}${often}.${closes ? ` ${saidClosing(closes, language)}` : ''}`
}

function saidPlace(place: Display['place'], language: Language): string {
  const { places } = sayings[language]
  return place.kind === 'bar' ? places.bar[place.edge] : places[place.kind]
}

function saidTrigger(trigger: Display['trigger'], language: Language): string {
  const say = sayings[language]
  switch (trigger.on) {
    case 'delay':
      return say.delay(number(trigger.seconds, language))
    case 'idle':
      return say.idle(number(trigger.seconds, language))
    case 'scroll':
      return say.scroll(percent(trigger.percent, language))
    case 'pages':
      return say.page(trigger.count)
    default:
      return say[trigger.on]
  }
}

function saidRule(rule: Rule, language: Language): string {
  const say = sayings[language]
  switch (rule.about) {
    case 'path':
      return say.path[rule.is](rule.value)
    case 'query':
      return say.query(rule.value === undefined ? rule.key : `${rule.key}=${rule.value}`)
    case 'referrer':
      return say.referrer(rule.contains)
    case 'device':
      return say.device[rule.is]
    case 'language':
      return say.language(new Intl.DisplayNames(language, { type: 'language' }).of(rule.is) ?? rule.is)
    case 'visitor':
      return say.visitor[rule.is]
    case 'date':
      return say.dates(rule.from && day(rule.from, language), rule.to && day(rule.to, language))
    case 'share':
      return say.share(percent(rule.percent, language))
  }
}

function saidFrequency(frequency: Display['frequency'], language: Language): string {
  const { every } = sayings[language]
  if (frequency.every !== 'days') return every[frequency.every]
  const { days } = frequency
  return days % 7 ? every.days(days) : every.weeks(days / 7)
}

function saidClosing({ at, after }: NonNullable<Display['closes']>, language: Language): string {
  const moment = at && `${day(at, language, 'short')} UTC`
  return sayings[language].ends(moment, after ? number(after, language) : undefined)
}

const number = (value: number, language: Language) => new Intl.NumberFormat(language).format(value)

const percent = (value: number, language: Language) =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(value / 100)

function day(date: string, language: Language, timeStyle?: 'short'): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle, timeZone: 'UTC' })
  const words = format.format(new Date(date))
  // French numbers the first of a month, and only that, in order.
  return language === 'fr' ? words.replace(/^1 /, '1er ') : words
}
