// Notices when a page becomes another without being loaded, and touches nothing of the page's own router for it.

/** Calls `moved` after each change of path or query, until `signal`. */
export function onMove(moved: () => void, signal: AbortSignal): void {
  const where = () => location.pathname + location.search
  let here = where()
  const look = () => {
    if (here === where()) return
    here = where()
    moved()
  }
  const { navigation } = globalThis as { navigation?: EventTarget }
  navigation?.addEventListener('currententrychange', look, { signal })
  addEventListener('popstate', look, { signal })
  // Where the browser does not tell of `pushState`, it follows a click.
  if (!navigation) addEventListener('click', () => setTimeout(look), { passive: true, signal })
}
