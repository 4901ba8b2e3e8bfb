// The search: acts while one types; `/` jumps to it.
import search from 'lucide:search'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { LeadFilter } from '../../../contract/lead.ts'
import { t } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'

type Props = { filter: LeadFilter; change: (next: LeadFilter, replace: true) => void }

const pauseMs = 250

export function Search({ filter, change }: Props) {
  const [typed, setTyped] = useState(filter.q ?? '')
  const input = useRef<HTMLInputElement>(null)
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

  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      const writing = event.target instanceof Element && event.target.closest('input, select, textarea, dialog')
      if (event.key !== '/' || writing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      input.current?.select()
    }
    document.addEventListener('keydown', jump)
    return () => document.removeEventListener('keydown', jump)
  }, [])

  return (
    <label class="search">
      <span class="unseen">{t('leads.search')}</span>
      <Icon shapes={search} />
      <input
        ref={input}
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
