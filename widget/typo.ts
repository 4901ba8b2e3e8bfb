// Spots slips in the domain of an address. A suggestion only: the visitor knows their address better.

const wellKnown =
  'gmail.com hotmail.com hotmail.fr outlook.com outlook.fr yahoo.com yahoo.fr orange.fr wanadoo.fr laposte.net icloud.com protonmail.com'
// Real providers that a slip of the finger also makes.
const alike = 'mail.com ymail.com email.com hotmail.it yahoo.it yahoo.de outlook.it outlook.de rogers.com'

/** The address with its domain put right, or `undefined` when nothing looks wrong. */
export function suggestAddress(address: string): string | undefined {
  const [local, domain = '', more] = address.trim().toLowerCase().split('@')
  if (!local || more !== undefined || `${wellKnown} ${alike}`.split(' ').includes(domain)) return undefined
  const meant = /^gmail\.\w{2,3}$/.test(domain) ? 'gmail.com' : wellKnown.split(' ').find((each) => slips(domain, each) < 2)
  return meant && address.trim().replace(/@.*/, `@${meant}`)
}

/** Letters put in, left out, changed or swapped with their neighbour between two words; 2 stands for more. */
export function slips(a: string, b: string): number {
  if (a === b) return 0
  let start = 0
  while (a[start] === b[start]) start++
  const [x, y] = [a.slice(start), b.slice(start)]
  const isOne =
    x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) || (x.slice(2) === y.slice(2) && x[0] === y[1] && x[1] === y[0])
  return isOne ? 1 : 2
}
