// The search: acts while one types; `/` jumps to it.
import search from 'lucide:search'
import { useEffect, useState } from 'preact/hooks'
import type { LeadFilter } from '../../../contract/lead.ts'
import { t } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'

type Props = { filter: LeadFilter; change: (next: LeadFilter, replace: true) => void }

const pauseMs = 250

export function Search({ filter, change }: Props) {
  const [typed, setTyped] = useState(filter.q ?? '')
  const asked = filter.q ?? ''

  // The address changed by other means than typing here: back, or "clear filters".
  useEffect(() => {
    if (typed.trim() !== asked) setTyped(asked)
  }, [asked])

  useEffect(() => {
    if (typed.trim() === asked) return
    const timer = setTimeout(() => change({ ...filter, q: typed.trim() || undefined }, true), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])

  return (
    <label class="search">
      <span class="unseen">{t('leads.search')}</span>
      <Icon shapes={search} />
      <input
        type="search"
        maxLength={200}
        value={typed}
        placeholder={t('leads.searchHint')}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellcheck={false}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <span class="key" aria-hidden="true">
        /
      </span>
    </label>
  )
}
