// One sentence about what was just done, seen at the foot of the screen and read aloud.
import { signal } from '@preact/signals'
import './said.css'

const said = signal('')
const shownMs = 6_000
let timer: ReturnType<typeof setTimeout> | undefined

export function say(words: string): void {
  clearTimeout(timer)
  said.value = words
  timer = setTimeout(() => {
    said.value = ''
  }, shownMs)
}

export const Said = () => (
  <div class="said" role="status">
    {said.value && <p>{said.value}</p>}
  </div>
)
