// Spots slips in the domain of an address. A suggestion only: the visitor knows their address better.

const wellKnown = 'gmail.com hotmail.com hotmail.fr outlook.com outlook.fr yahoo.com yahoo.fr orange.fr wanadoo.fr laposte.net icloud.com'
// Real providers one letter away from those.
const alike = 'mail.com ymail.com'

/** The address with its domain put right, or `undefined` when nothing looks wrong. */
export function suggestAddress(address: string): string | undefined {
  const [local, domain = ''] = address.trim().split('@')
  const known = wellKnown.split(' ')
  if (known.includes(domain) || alike.includes(domain)) return undefined
  const meant = /^gmail\.\w{2,3}$/.test(domain) ? known[0] : known.find((each) => isSlip(domain, each))
  return meant && `${local}@${meant}`
}

/** Whether one letter put in, left out, changed or swapped with its neighbour makes `b` of `a`. */
export function isSlip(a: string, b: string): boolean {
  let same = 0
  while (same < b.length && a[same] === b[same]) same++
  const [x, y] = [a.slice(same), b.slice(same)]
  return [x.slice(1) + y[0], x, y[0] + x, y[0]! + x[0] + x.slice(2)].includes(y) || x.slice(1) === y.slice(1)
}
