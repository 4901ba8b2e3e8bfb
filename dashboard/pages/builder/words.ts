// Settings and changes of a form, in words.
import { displaySentence } from '../../../contract/display-sentence.ts'
import type { FormDefinition } from '../../../contract/form.ts'
import { type Change, changesBetween } from '../../../contract/form-diff.ts'
import { list, locale, nameOf, number, t, tIfKnown } from '../../locale.ts'
import { fieldsOf, type Path, valueAt } from './edits.ts'

/** What stands at a path: `Question “E-mail”: label`. */
export function pathInWords(draft: FormDefinition, path: Path): string {
  const [group, at, ...rest] = path
  if (group === 'steps' && rest[0] === 'fields') {
    const field = valueAt(draft, path.slice(0, 4)) as { label: Record<string, string> } | undefined
    const last = rest.slice(2)
    const what = last[0] === 'options' ? t('b.path.option', { n: Number(last[1]) + 1 }) : settingName(last.map(String))
    return t('b.path.question', { name: field?.label[draft.defaultLanguage] ?? '', what })
  }
  if (group === 'steps') return t('b.path.step', { n: Number(at) + 1, what: settingName(rest.map(String)) })
  if (group === 'consents') return t('b.path.consent', { n: Number(at) + 1, what: settingName(rest.map(String)) })
  if (group === 'mails') return `${tIfKnown(`mail.template.${at}`) ?? at} : ${settingName(rest.map(String))}`
  return settingName(path.map(String))
}

/** What a setting is called: by its whole path, else by the end of it. */
function settingName(path: string[]): string {
  for (let from = 0; from < path.length; from++) {
    const words = tIfKnown(`b.setting.${path.slice(from).join('.')}`)
    if (words) return words
  }
  return path.length > 1 ? settingName(path.slice(0, -1)) : (path[0] ?? '')
}

/** What changes from `before` to `after`, a line each. How it shows is told by its sentence, where that says what changes. */
export function changesInWords(before: FormDefinition, after: FormDefinition): string[] {
  const changes = changesBetween(before, after)
  const [was, is] = [before, after].map(({ display }) => displaySentence(display, locale.value))
  if (was === undefined || is === undefined || was === is) return changes.map((change) => changeInWords(change, after))
  const told = ['place', 'trigger', 'rules', 'frequency']
  return [
    ...changes
      .filter(({ path: [group, part = ''] }) => group !== 'display' || !told.includes(part))
      .map((change) => changeInWords(change, after)),
    t('b.change.fromTo', { about: t('b.setting.display'), was, is }),
  ]
}

/** One change as a line: what it is about, and what it was and is where that can be said. */
function changeInWords({ what, path, name, before, after }: Change, draft: FormDefinition): string {
  const [group = '', id = '', ...rest] = path
  const isListed = group === 'fields' || group === 'consents' || group === 'steps'
  const subject = isListed ? t(`b.change.${group}`, { name: name ?? id }) : ''
  if (isListed && !rest.length) return t(`b.change.${what === 'changed' ? 'moved' : what}`, { what: subject })
  const languageTag = rest.at(-1) ?? id
  const language = /^[a-z]{2,3}(-[A-Z]{2})?$/.test(languageTag) && isText(path) ? languageTag : undefined
  const setting = settingName((isListed ? rest : path).filter((step) => step !== language))
  const about = [subject, setting, language && nameOf('language', language)].filter(Boolean).join(', ')
  const [was, is] = [inWords(before, path, draft), inWords(after, path, draft)]
  if (was !== undefined && is !== undefined) return t('b.change.fromTo', { about, was, is })
  return is !== undefined ? t('b.change.set', { about, is }) : t('b.change.unset', { about, was: was ?? '' })
}

const isText = (path: string[]) =>
  ['label', 'help', 'title', 'detail', 'text', 'subject', 'intro'].includes(path.at(-2) ?? '') || path[0] === 'texts'

function inWords(value: unknown, path: string[], draft: FormDefinition): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'boolean') return t(value ? 'b.rule.yes' : 'b.rule.no')
  if (typeof value === 'number') return number(value)
  if (path.join('.') === 'display.rules.list')
    return displaySentence({ ...draft.display, rules: { join: 'all', list: value as [] } }, locale.value)
  if (Array.isArray(value)) return list(value.map((each) => entryInWords(each, draft)))
  const chosen = path.join('.').replace('theme.', 'look.')
  const words = tIfKnown(`b.${chosen}.${value}`) ?? tIfKnown(`b.${path.at(-1)}.${value}`) ?? String(value)
  return words.length > 160 ? `${words.slice(0, 160)}…` : words
}

function entryInWords(entry: unknown, draft: FormDefinition): string {
  if (typeof entry !== 'object' || entry === null) return String(entry)
  const { label, value, field } = entry as { label?: Record<string, string>; value?: unknown; field?: string }
  if (label) return label[draft.defaultLanguage] ?? String(value)
  const asked = fieldsOf(draft).find(({ key }) => key === field)
  return asked?.label[draft.defaultLanguage] ?? field ?? JSON.stringify(entry)
}
