// What the visitor sees once their answers are kept: the one obvious thing is what they came for.
import type { ShownForm } from '../contract/shown.ts'
import type { Accepted } from '../contract/submission.ts'
import { Confirm, Own } from './rare.ts'

type Props = {
  texts: ShownForm['texts']
  words: Record<string, string>
  language: string
  accepted: Accepted
  onDownload: () => void
}

export function Done({ texts, words, language, accepted: { confirm, magnet, rights }, onDownload }: Props) {
  const about = rights && (
    <p class="help">
      <a href={rights} target="_blank" rel="noopener">
        {words.rights}
      </a>
    </p>
  )
  if (confirm)
    return (
      <Confirm words={words} confirm={confirm}>
        {about}
      </Confirm>
    )
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
          <p class="help">
            {[magnet.name, typeName(magnet.type), magnet.bytes && size(magnet.bytes, language)]
              .filter(Boolean)
              // Each part in its own direction: a Latin name and a number would otherwise run together in an Arabic line.
              .map((part) => `\u2068${part}\u2069`)
              .join(' · ')}
          </p>
        </>
      )}
      {magnet && !('href' in magnet) && <Own words={words} code={magnet.kind === 'code' ? magnet.code : magnet.key} />}
      {about}
    </>
  )
}

const typeName = (type = '') => /(pdf|epub|zip)\b/.exec(type)?.[0].toUpperCase()

/** `1,2 Mo`, `340 kB`: thousands of bytes, as downloads are counted. */
function size(bytes: number, language: string): string {
  const [unit, divisor] = bytes < 1e6 ? ['kilobyte', 1e3] : (['megabyte', 1e6] as const)
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: divisor === 1e3 ? 0 : 1,
  }).format(bytes / divisor)
}
