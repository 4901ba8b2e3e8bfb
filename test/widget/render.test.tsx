import { expect, test } from 'vitest'
import { render } from '../../widget/render.ts'

const place = () => document.createElement('div')

test('a control keeps its identity, its value and the focus while its neighbours come and go', () => {
  const root = place()
  document.body.append(root)
  const view = (first: boolean) => (
    <>
      {first && <p>new</p>}
      <input name="a" value="typed" />
      <i />
    </>
  )
  render(view(false), root)
  const input = root.querySelector('input')!
  input.focus()
  render(view(true), root)
  expect(root.querySelector('input')).toBe(input)
  expect(document.activeElement).toBe(input)
  expect(root.textContent).toBe('new')
})

test('an attribute that is no longer said is gone', () => {
  const root = place()
  render(<input required aria-invalid={true} class="x" />, root)
  render(<input required={false} class="y" />, root)
  expect(root.innerHTML).toBe('<input class="y">')
})

test('what a control holds follows the state even after the visitor changed it', () => {
  const root = place()
  const view = (value: string, checked: boolean) => (
    <>
      <input value={value} />
      <input type="checkbox" checked={checked} />
    </>
  )
  render(view('a', true), root)
  const [text, box] = [...root.querySelectorAll('input')] as [HTMLInputElement, HTMLInputElement]
  text.value = 'typed over'
  box.checked = false
  render(view('a', true), root)
  expect([text.value, box.checked]).toEqual(['a', true])
})

test('a select holds its value though its options come with it', () => {
  const root = place()
  render(
    <select value="b">
      <option value="a">A</option>
      <option value="b">B</option>
    </select>,
    root,
  )
  expect(root.querySelector('select')!.value).toBe('b')
})

test('texts are texts: markup in them stays words', () => {
  const root = place()
  render(
    <p>
      {'<img src=x>'}
      {' & '}
      {0}
    </p>,
    root,
  )
  expect(root.querySelector('img')).toBeNull()
  expect(root.textContent).toBe('<img src=x> & 0')
})

test('an element that stands for another keeps nothing of what it did', () => {
  const root = place()
  let clicks = 0
  render(<button type="button" class="back" onClick={() => clicks++} />, root)
  const button = root.querySelector('button')!
  render(<button type="submit" />, root)
  expect(root.querySelector('button')).toBe(button)
  button.click()
  expect([clicks, button.hasAttribute('class')]).toEqual([0, false])
})
