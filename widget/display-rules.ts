// For whom a form opens by itself: the owner's rules, asked of the circumstances of this moment.
import type { ShownRule, WaitingSettings } from '../contract/shown.ts'

export type Circumstances = {
  path: string
  query: URLSearchParams
  referrer: string
  device: 'phone' | 'tablet' | 'desktop'
  /** Of the page, else of the browser. */
  language: string
  /** Unknown where nothing may be remembered: then neither rule holds. */
  visitor: 'new' | 'returning' | undefined
  /** The visitor's own date, `2026-03-01`. */
  date: string
  /** This view's draw, from 0 to just under 100. */
  chance: number
}

export function isForThem(rules: WaitingSettings['rules'], now: Circumstances): boolean {
  const holds = (rule: ShownRule) => {
    if (rule.about === 'share') return now.chance < rule.percent
    if (rule.about === 'date') return (rule.from ?? '') <= now.date && now.date <= (rule.to ?? '9')
    const value = rule.about === 'query' ? now.query.get(rule.key) : now[rule.about]
    return value != null && new RegExp(rule.like, 'i').test(value)
  }
  return !rules || (rules.any ? rules.list.some(holds) : rules.list.every(holds))
}
