// A line of code to take away.
import copy from 'lucide:copy'
import { useState } from 'preact/hooks'
import { t } from '../locale.ts'
import { Icon } from './icon.tsx'
import './notice.css'

export function Copyable({ text }: { text: string }) {
  const [copied, setCopied] = useState(false)
  const take = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div class="copyable">
      <code>{text}</code>
      <button type="button" onClick={take}>
        <Icon shapes={copy} />
        <span aria-live="polite">{t(copied ? 'app.copied' : 'app.copy')}</span>
      </button>
    </div>
  )
}
