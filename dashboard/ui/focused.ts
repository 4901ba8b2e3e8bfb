// Where a control that was just asked for takes the focus. The attribute would not: browsers heed it only while nothing has the focus.
import { useEffect, useRef } from 'preact/hooks'

/** For the control's `ref`. */
export function useFocused<E extends HTMLElement>() {
  const element = useRef<E>(null)
  useEffect(() => element.current?.focus(), [])
  return element
}
