// One sentence about what was just done, seen at the foot of the screen and read aloud; with a way back where there is one.
import { signal } from '@preact/signals'
import { t } from '../locale.ts'
import './said.css'

type Undo = () => unknown
const said = signal<{ words: string; undo?: Undo }>({ words: '' })
const shownMs = 6_000
const undoableMs = 20_000
let timer: ReturnType<typeof setTimeout> | undefined

/** `undo` offers a button that takes it back, for a while. */
export function say(words: string, undo?: Undo): void {
  clearTimeout(timer)
  said.value = { words, undo }
  timer = setTimeout(forget, undo ? undoableMs : shownMs)
}

const forget = () => {
  said.value = { words: '' }
}

function takeBack(undo: Undo): void {
  clearTimeout(timer)
  forget()
  undo()
}

export function Said() {
  const { words, undo } = said.value
  return (
    <div class="said">
      <p role="status">{words}</p>
      {undo && (
        <button type="button" onClick={() => takeBack(undo)}>
          {t('app.undo')}
        </button>
      )}
    </div>
  )
}
