// What the visitor sees once their answers are kept: the one obvious thing is what they came for.
import type { ShownForm } from '../contract/shown.ts'
import type { Accepted } from '../contract/submission.ts'
import { whole } from '../contract/whole.ts'
import { Confirm } from './confirm.tsx'
import { Own } from './own.tsx'

type Props = {
  texts: ShownForm['texts']
  words: Record<string, string>
  accepted: Accepted
  onDownload: () => void
}

export function Done({ texts, words, accepted: { confirm, magnet, rights }, onDownload }: Props) {
  const about = rights && (
    <p class="help">
      <a href={rights} target="_blank" rel="noopener">
        {words.rights}
      </a>
    </p>
  )
  if (whole && confirm) return <Confirm {...confirm}>{about}</Confirm>
  return (
    <>
      <h2 id="title" tabIndex={-1}>
        {texts.doneTitle ?? words.done_title}
      </h2>
      {texts.doneText && <p class="intro">{texts.doneText}</p>}
      {magnet && 'href' in magnet && (
        <>
          <a class="main" href={magnet.href} target="_blank" rel="noopener" onClick={onDownload}>
            {magnet.kind === 'file' ? words.download : words.open}
          </a>
          <p class="help">{texts.given}</p>
        </>
      )}
      {whole && magnet && !('href' in magnet) && (
        <Own words={words} code={magnet.kind === 'code' ? magnet.code : magnet.key} />
      )}
      {about}
    </>
  )
}
