// What the widget tells while no answer is waited for. The small DOM would send it by fetch, and complain when a test has ended its server.

/** Each as `address text`. */
export const beacons: string[] = []

// The small DOM paints nothing, and so would never tell that the first frame is over.
globalThis.IntersectionObserver = class extends IntersectionObserver {
  #tell: IntersectionObserverCallback
  constructor(tell: IntersectionObserverCallback) {
    super(tell)
    this.#tell = tell
  }
  override observe() {
    this.#tell([], this)
  }
}

navigator.sendBeacon = (address, text) => {
  beacons.push(`${new URL(address).pathname} ${text}`)
  return true
}
