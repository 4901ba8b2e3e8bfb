// What the visitor sees where their address has to be confirmed first: where to look, and the way there.
import type { ComponentChildren } from 'preact'
import type { Accepted } from '../contract/submission.ts'

type Props = NonNullable<Accepted['confirm']> & { children?: ComponentChildren }

export const Confirm = ({ title, text, help, mailbox, children }: Props) => (
  <>
    <h2 id="title" tabIndex={-1}>
      {title}
    </h2>
    <p class="intro">{text}</p>
    {mailbox && (
      <a class="main" href={mailbox.href} target="_blank" rel="noopener">
        {mailbox.label}
      </a>
    )}
    <p class="help">{help}</p>
    {children}
  </>
)
