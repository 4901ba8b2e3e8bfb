// The title of a page: also the tab's, and where a screen reader starts after moving from page to page.
import { useEffect, useRef } from 'preact/hooks'

let firstPage = true

export function Heading({ children }: { children: string }) {
  const element = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${children} · Aimant`
  }, [children])
  useEffect(() => {
    // The browser itself starts at the top of the first page; taking the focus there would skip the skip link.
    if (!firstPage && document.activeElement === document.body) element.current?.focus({ preventScroll: true })
    firstPage = false
  }, [])
  return (
    <h1 ref={element} tabIndex={-1}>
      {children}
    </h1>
  )
}
