// Spots slips in the domain of an address. A suggestion only: the visitor knows their address better.

const wellKnown =
  'gmail.com hotmail.com hotmail.fr outlook.com outlook.fr yahoo.com yahoo.fr orange.fr wanadoo.fr laposte.net icloud.com'
// Real providers one letter away from those.
const alike = 'mail.com ymail.com'

/** The address with its domain put right, or `undefined` when nothing looks wrong. */
export function suggestAddress(address: string): string | undefined {
  const [local, after = ''] = address.trim().split('@')
  const domain = after.toLowerCase()
  const known = wellKnown.split(' ')
  if (known.includes(domain) || alike.includes(domain)) return undefined
  const meant = /^gmail\.\w{2,3}$/.test(domain) ? known[0] : known.find((each) => isSlip(domain, each))
  return local && meant ? `${local}@${meant}` : undefined
}

/** Whether one letter put in, left out, changed or swapped with its neighbour makes `b` of `a`. */
function isSlip(a: string, b: string): boolean {
  let same = 0
  while (same < b.length && a[same] === b[same]) same++
  const [x, y] = [a.slice(same), b.slice(same)]
  const isSwap = x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2)
  return isSwap || x.slice(1) === y || x === y.slice(1) || x.slice(1) === y.slice(1)
}
