// A page or a part of one that has nothing to list: what is the matter, and what to do next.
import type { ComponentChildren } from 'preact'
import type { Failure } from '../api/request.ts'
import { t } from '../locale.ts'
import './notice.css'

type Props = { title: string; children?: ComponentChildren }

export const Notice = ({ title, children }: Props) => (
  <section class="notice">
    <h2>{title}</h2>
    {children}
  </section>
)

export const FailureNotice = ({ failure, retry }: { failure: Failure; retry: () => void }) => (
  <section class="notice" role="alert">
    <h2>{t('error.title')}</h2>
    <p>{t(`error.${failure.code}`)}</p>
    <button type="button" onClick={retry}>
      {t('app.retry')}
    </button>
  </section>
)
