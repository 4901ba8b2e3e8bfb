// What the widget tells while no answer is waited for. The small DOM would send it by fetch, and complain when a test has ended its server.

/** Each as `address text`. */
export const beacons: string[] = []

navigator.sendBeacon = (address, text) => {
  beacons.push(`${new URL(address).pathname} ${text}`)
  return true
}
