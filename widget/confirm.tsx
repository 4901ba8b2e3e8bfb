// What the visitor sees where their address has to be confirmed first: where to look, and the way there.
import type { ComponentChildren } from 'preact'
import type { Accepted } from '../contract/submission.ts'
import { say } from './i18n.ts'

type Props = { words: Record<string, string>; confirm: NonNullable<Accepted['confirm']>; children?: ComponentChildren }

export function Confirm({ words, confirm, children }: Props) {
  const { mailbox } = confirm
  return (
    <>
      <h2 id="title" tabIndex={-1}>
        {words.confirm_title}
      </h2>
      <p class="intro">{say(words, 'confirm_text', confirm)}</p>
      {mailbox && (
        <a class="main" href={mailbox.href} target="_blank" rel="noopener">
          {say(words, 'open_mailbox', mailbox)}
        </a>
      )}
      <p class="help">{words.confirm_help}</p>
      {children}
    </>
  )
}
