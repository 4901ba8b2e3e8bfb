// The dashboard by keyboard, and the list of what it knows. One letter is easily spoken or hit by accident, so all of it can be
// switched off (WCAG 2.1.4), and nothing is heard while somebody types or answers a question.
import { useEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { keep } from '../kept.ts'
import { t } from '../locale.ts'
import { openPlaces } from '../places.ts'
import { member } from '../session.ts'
import { ofPage, on, shown, showShortcuts } from './shortcuts.ts'
import './keyboard.css'

/** How long `g` waits for the letter of a place. */
const patienceMs = 1_500

export function Keyboard() {
  const { route } = useLocation()
  useEffect(() => {
    let goingUntil = 0
    const meant = (key: string): (() => void) | undefined => {
      const isGoing = Date.now() < goingUntil
      goingUntil = 0
      const place = isGoing && openPlaces().find(({ letter }) => letter === key)
      if (place) return () => route(place.path)
      if (key === 'g')
        return () => {
          goingUntil = Date.now() + patienceMs
        }
      if (key === '?') return showShortcuts
      if (key === '/') return focusSearch()
      if (key === 'j') return moveInList(1)
      if (key === 'k') return moveInList(-1)
      return ofPage.peek().find((one) => one.key === key)?.run
    }
    const heard = (event: KeyboardEvent) => {
      const run = on.peek() && member.peek() && !isTaken(event) ? meant(event.key) : undefined
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', heard)
    return () => document.removeEventListener('keydown', heard)
  }, [])
  return shown.value ? <Listed /> : null
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  const at = event.composedPath()[0]
  if (!(at instanceof HTMLElement)) return false
  if (at.isContentEditable || at.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=range])'))
    return true
  return document.querySelector('dialog[open]') !== null
}

function focusSearch() {
  const search = document.querySelector<HTMLInputElement>('main input[type=search]')
  if (!search) return undefined
  return () => {
    search.focus()
    search.select()
  }
}

/** From row to row of the page's list: what is marked `data-row`, or else the first link of each row of its table. */
function moveInList(step: 1 | -1) {
  const marked = [...document.querySelectorAll<HTMLElement>('main [data-row]')]
  const inTable = () =>
    [...document.querySelectorAll('main tbody tr')].flatMap((row) => row.querySelector<HTMLElement>('a[href]') ?? [])
  const rows = (marked.length ? marked : inTable()).filter((row) => row.offsetParent !== null)
  const from = rows.findIndex((row) => row.contains(document.activeElement))
  const next = from < 0 ? rows.at(step > 0 ? 0 : -1) : rows[from + step]
  return next && (() => next.focus())
}

function Listed() {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="shortcuts" aria-labelledby="shortcuts-title" onClose={() => (shown.value = false)}>
      <h2 id="shortcuts-title">{t('keys.title')}</h2>
      <label class="switch">
        <input type="checkbox" checked={on.value} onChange={({ currentTarget }) => choose(currentTarget.checked)} />
        {t('keys.on')}
      </label>
      <dl class={on.value ? undefined : 'is-off'}>
        {openPlaces().map(({ path, name, letter }) => (
          <Keys key={path} keys={['g', letter]} words={t('keys.go', { place: t(name) })} />
        ))}
        <Keys keys={['/']} words={t('keys.search')} />
        <Keys keys={['j']} words={t('keys.next')} />
        <Keys keys={['k']} words={t('keys.before')} />
        {ofPage.value.map(({ key, name }) => (
          <Keys key={key} keys={[key]} words={t(name)} />
        ))}
        <Keys keys={['?']} words={t('keys.list')} />
      </dl>
      <div class="actions">
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('app.close')}
        </button>
      </div>
    </dialog>
  )
}

const Keys = ({ keys, words }: { keys: string[]; words: string }) => (
  <div>
    <dt>{words}</dt>
    <dd>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </dd>
  </div>
)

function choose(isOn: boolean): void {
  on.value = isOn
  keep('shortcuts', isOn ? 'on' : 'off')
}
