// The lead's tags: taken off by their cross, put on by typing; those in use are offered.
import plus from 'lucide:plus'
import cross from 'lucide:x'
import { useId, useRef, useState } from 'preact/hooks'
import { tagLead } from '../../api/lead.ts'
import { readFacets } from '../../api/leads.ts'
import { t } from '../../locale.ts'
import { may } from '../../session.ts'
import { useFocused } from '../../ui/focused.ts'
import { Icon } from '../../ui/icon.tsx'
import { doing } from './doing.ts'
import type { LeadProps } from './page.tsx'

export function Tags({ lead, changed }: LeadProps) {
  const [isAdding, setIsAdding] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const change = (one: { add?: string[]; remove?: string[] }, done: string) => {
    const { add = [], remove = [] } = one
    doing(
      () => tagLead(lead.id, one),
      changed,
      done,
      () => tagLead(lead.id, { add: remove, remove: add }),
    )
  }
  const close = () => {
    setIsAdding(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  return (
    <div class="tag-line">
      <ul class="tags">
        {lead.tags.map((tag) => (
          <li key={tag}>
            {tag}
            {may('leads:write') && (
              <button
                type="button"
                class="tag-off"
                aria-label={t('lead.tagOff', { tag })}
                onClick={() => {
                  change({ remove: [tag] }, t('lead.untagged', { tag }))
                  opener.current?.focus()
                }}
              >
                <Icon shapes={cross} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {may('leads:write') &&
        (isAdding ? (
          <NewTag
            has={lead.tags}
            close={close}
            add={(tag) => {
              close()
              change({ add: [tag] }, t('lead.tagged', { tag }))
            }}
          />
        ) : (
          <button type="button" class="tag-new" ref={opener} onClick={() => setIsAdding(true)}>
            <Icon shapes={plus} />
            {t('lead.tagNew')}
          </button>
        ))}
    </div>
  )
}

function NewTag({ has, add, close }: { has: string[]; add: (tag: string) => void; close: () => void }) {
  const [tag, setTag] = useState('')
  const [offered, setOffered] = useState<string[]>([])
  const id = useId()
  const field = useFocused<HTMLInputElement>()
  const offer = () =>
    readFacets().then(
      ({ tags }) => setOffered(tags.map(({ value }) => value).filter((value) => !has.includes(value))),
      () => {},
    )
  return (
    <form
      class="new-tag"
      onSubmit={(event) => {
        event.preventDefault()
        if (tag.trim()) add(tag.trim())
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <input
        type="text"
        list={id}
        maxLength={40}
        autoComplete="off"
        ref={field}
        aria-label={t('leads.tag')}
        value={tag}
        onFocus={offer}
        onInput={(event) => setTag(event.currentTarget.value)}
      />
      <datalist id={id}>
        {offered.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <button type="submit" disabled={!tag.trim()}>
        {t('bulk.tagAdd')}
      </button>
    </form>
  )
}
