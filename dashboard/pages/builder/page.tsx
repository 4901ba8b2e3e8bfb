// The builder: one form's draft, part by part, beside the form as its visitors will meet it.
import redo from 'lucide:redo-2'
import undo from 'lucide:undo-2'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { type Draft, type Preview, previewForm } from '../../api/forms.ts'
import { t } from '../../locale.ts'
import { asFailure, useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Heading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { advise } from './advice.ts'
import { type Builder, BuilderContext, idOf, type Part, partOf, pathOf, unfolded } from './builder.ts'
import { Consents } from './consents.tsx'
import { Writing } from './controls.tsx'
import { Delivery } from './delivery.tsx'
import { DisplayPart } from './display.tsx'
import { languagesIn, type Path, valueAt } from './edits.ts'
import { Install } from './install.tsx'
import { closest, keeping as keepingOf } from './keeping.ts'
import { Languages } from './languages.tsx'
import { Look } from './look.tsx'
import { PreviewPane } from './preview-pane.tsx'
import { Publish } from './publish.tsx'
import { Questions } from './questions.tsx'
import { StandingLine, StandingNotice } from './standing.tsx'
import { ofForm, ofVariant, type Subject } from './subject.ts'
import { Texts } from './texts.tsx'
import './builder.css'
import './questions.css'
import './consents.css'
import './look.css'
import './display.css'
import './languages.css'
import './publish.css'
import './install.css'
import './preview-pane.css'

export function BuilderPage() {
  const { params } = useRoute()
  return <Editing subject={ofForm(params.slug ?? '')} asked={params.part} />
}

/** A variant of a form, in the experiment that tries it. */
export function VariantPage() {
  const { slug = '', number, letter = '', part } = useRoute().params
  return <Editing subject={ofVariant(slug, Number(number), letter)} asked={part} />
}

function Editing({ subject, asked }: { subject: Subject; asked: string | undefined }) {
  const { data, failure, retry } = useResource(`draft-${subject.key}`, (signal) => subject.read(signal))
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!data) return <p class="quiet">{t('app.loading')}</p>
  return <Editor key={subject.key} subject={subject} loaded={data} asked={asked} />
}

const previewAfterMs = 250

type EditorProps = { subject: Subject; loaded: Draft; asked: string | undefined }

function Editor({ subject, loaded, asked }: EditorProps) {
  const { slug, parts, variant } = subject
  const { route } = useLocation()
  const keeping = useMemo(() => keepingOf(subject, loaded), [subject.key])
  const draft = keeping.draft.value
  const part = parts.find((one) => one === asked) ?? parts[0]!
  const [language, write] = useState(draft.defaultLanguage)
  const [added, setAdded] = useState<string[]>([])
  const [preview, setPreview] = useState<Preview>()
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [isShown, setShown] = useState(false)
  const [revealed, setRevealed] = useState<{ path: Path }>()
  const languages = [...new Set([...languagesIn(draft), ...added])]
  const spoken = languages.includes(language) ? language : draft.defaultLanguage
  const readOnly = !may('forms:write')
  const advice = useMemo(() => advise(draft), [draft])

  useEffect(() => {
    const leaving = new AbortController()
    const timer = setTimeout(
      () => {
        previewForm({ slug, site: loaded.site, draft, language: spoken }, leaving.signal).then(
          (made) => {
            setPreview(made)
            setWrong({})
          },
          (error) => {
            const { code, fields } = asFailure(error)
            if (leaving.signal.aborted || code !== 'invalid') return
            setWrong(
              closest(
                Object.fromEntries(Object.entries(fields).map(([key, one]) => [key.replace(/^draft\./, ''), one])),
              ),
            )
          },
        )
      },
      preview ? previewAfterMs : 0,
    )
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [draft, spoken])

  useEffect(() => {
    const byKeys = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      if (!(event.ctrlKey || event.metaKey) || event.altKey || readOnly) return
      const isRedo = (key === 'z' && event.shiftKey) || (key === 'y' && !event.shiftKey)
      if (!isRedo && key !== 'z' && key !== 's') return
      event.preventDefault()
      if (key === 's') void keeping.save()
      else keeping.hear({ type: isRedo ? 'redone' : 'undone' })
    }
    const online = () => void keeping.save()
    document.addEventListener('keydown', byKeys)
    addEventListener('online', online)
    return () => {
      document.removeEventListener('keydown', byKeys)
      removeEventListener('online', online)
      if (!readOnly) void keeping.save()
      unfolded.value = undefined
    }
  }, [keeping])

  const go = (to: Part) => route(`${subject.address}/${to}`)
  const reveal = (path: Path) => {
    const to = partOf(path)
    if (path[0] === 'steps' && path[2] === 'fields')
      unfolded.value = (valueAt(draft, path.slice(0, 4)) as { key: string } | undefined)?.key
    if (path[0] === 'languages' && typeof path[1] === 'string') write(path[1])
    setRevealed({ path })
    if (to !== part) go(to)
  }
  useEffect(() => {
    if (!revealed) return
    const found = nearest(revealed.path)
    found?.scrollIntoView({ block: 'center' })
    found?.focus({ preventScroll: true })
  }, [revealed, part])

  // On a phone there are more parts than fit.
  const tabs = useRef<HTMLElement>(null)
  useEffect(() => {
    const current = tabs.current?.querySelector<HTMLElement>('[aria-current]')
    if (tabs.current && current) tabs.current.scrollLeft = current.offsetLeft - tabs.current.offsetLeft - 16
  }, [part])

  const counted = (one: Part) =>
    Object.keys(wrong).filter((key) => partOf(pathOf(key)) === one).length +
    advice.filter(({ path, isGrave }) => isGrave && partOf(path) === one).length
  const { past, future } = keeping.history.value
  const builder: Builder = {
    keeping,
    variant,
    site: loaded.site,
    language: spoken,
    write,
    readOnly,
    wrong,
    advice,
    preview,
    reveal,
  }
  const hasPreview = part !== 'publish' && part !== 'share'
  return (
    <BuilderContext.Provider value={builder}>
      <div class="b-head">
        <div>
          {variant ? (
            <a class="b-back" href={`/dashboard/forms/${slug}/tests/${variant.number}`}>
              {t('tests.title', { name: draft.name })}
            </a>
          ) : (
            <a class="b-back" href="/dashboard/forms">
              {t('forms.title')}
            </a>
          )}
          <Heading>
            {variant
              ? t('tests.variant', { letter: variant.letter.toUpperCase() })
              : draft.name || t('builder.unnamed')}
          </Heading>
          <p class="quiet">
            {variant
              ? t('tests.onlyThese')
              : keeping.archivedAt.value
                ? t('builder.archived')
                : keeping.version.value === null
                  ? t('forms.draft')
                  : t('forms.version', { n: keeping.version.value })}
            {' · '}
            {readOnly ? t('builder.readOnly') : <StandingLine keeping={keeping} />}
          </p>
        </div>
        {!readOnly && (
          <div class="b-tools">
            <button
              type="button"
              disabled={!past.length}
              aria-keyshortcuts="Control+Z"
              onClick={() => keeping.hear({ type: 'undone' })}
            >
              <Icon shapes={undo} />
              {t('builder.undo')}
            </button>
            <button
              type="button"
              disabled={!future.length}
              aria-keyshortcuts="Control+Shift+Z"
              onClick={() => keeping.hear({ type: 'redone' })}
            >
              <Icon shapes={redo} />
              {t('builder.redo')}
            </button>
            {variant && (
              <a class="button primary" href={`/dashboard/forms/${slug}/tests/${variant.number}`}>
                {t('tests.toTest')}
              </a>
            )}
            {!variant && part !== 'publish' && (
              <button type="button" class="primary" onClick={() => go('publish')}>
                {t('builder.toPublish')}
              </button>
            )}
          </div>
        )}
      </div>
      <StandingNotice keeping={keeping} />
      <nav ref={tabs} class="b-parts" aria-label={t('builder.parts')}>
        {parts.map((one) => {
          const n = counted(one)
          return (
            <a key={one} href={`${subject.address}/${one}`} aria-current={one === part ? 'page' : undefined}>
              {t(`b.part.${one}`)}
              {n > 0 && (
                <span class="b-count">
                  {n}
                  <span class="unseen"> {t('builder.toMend')}</span>
                </span>
              )}
            </a>
          )
        })}
      </nav>
      <div class={hasPreview ? 'b-body' : 'b-body is-alone'}>
        <section class="b-edit" aria-labelledby="b-part">
          <div class="b-edit-head">
            <h2 id="b-part">{t(`b.part.${part}`)}</h2>
            {part !== 'languages' && part !== 'look' && hasPreview && <Writing languages={languages} />}
          </div>
          <fieldset class="b-all" disabled={readOnly}>
            {part === 'questions' && <Questions />}
            {part === 'texts' && <Texts />}
            {part === 'consents' && <Consents controller={preview && !preview.missing?.controller} />}
            {part === 'delivery' && <Delivery />}
            {part === 'look' && <Look />}
            {part === 'display' && <DisplayPart />}
            {part === 'languages' && (
              <Languages
                languages={languages}
                add={(tag) => setAdded([...added, tag])}
                drop={(tag) => setAdded(added.filter((one) => one !== tag))}
              />
            )}
            {part === 'publish' && <Publish toShare={() => go('share')} />}
            {part === 'share' && <Install />}
          </fieldset>
        </section>
        {hasPreview && (
          <div class={isShown ? 'b-side is-shown' : 'b-side'}>
            <button type="button" class="b-toggle" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
              {t(isShown ? 'b.preview.hide' : 'b.preview.show')}
            </button>
            <PreviewPane preview={preview} isBehind={Object.keys(wrong).length > 0} />
          </div>
        )}
      </div>
    </BuilderContext.Provider>
  )
}

/** The control that stands for a path, or for what it is part of. */
function nearest(path: Path): HTMLElement | undefined {
  for (let length = path.length; length > 0; length--) {
    const found = document.getElementById(idOf(path.slice(0, length)))
    if (found)
      return found.matches('input, select, textarea')
        ? found
        : (found.querySelector<HTMLElement>('input, select, textarea, button') ?? found)
  }
}
