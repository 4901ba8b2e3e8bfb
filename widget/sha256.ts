// SHA-256 at once rather than in promises: a thousand small hashes cost one crypto.subtle call each its own task,
// and crypto.subtle does not exist on pages without TLS.

const [roundConstants, initialHash] = fractions()

// The constants are the first 32 bits of the fractional parts of the roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3).
function fractions(): [number[], number[]] {
  const cube: number[] = []
  const square: number[] = []
  for (let n = 2; cube.length < 64; n++) {
    let divisor = 2
    while (n % divisor) divisor++
    if (divisor < n) continue
    cube.push((n ** (1 / 3) * 2 ** 32) | 0)
    square.push((n ** 0.5 * 2 ** 32) | 0)
  }
  return [cube, square]
}

/** Hexadecimal SHA-256 of a text made of ASCII. */
export function sha256(text: string): string {
  const blocks = ((text.length + 8) >> 6) + 1
  const words = new Int32Array(blocks * 16)
  for (let i = 0; i <= text.length; i++) words[i >> 2]! |= (i < text.length ? text.charCodeAt(i) : 128) << (24 - (i % 4) * 8)
  words[blocks * 16 - 1] = text.length * 8
  const hash = Int32Array.from(initialHash.slice(0, 8))
  const w = new Int32Array(64)
  const rotate = (x: number, n: number) => (x >>> n) | (x << (32 - n))
  for (let block = 0; block < blocks; block++) {
    let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number]
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = words[block * 16 + i]!
      else {
        const [x, y] = [w[i - 15]!, w[i - 2]!]
        w[i] = w[i - 16]! + (rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)) + w[i - 7]! + (rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10))
      }
      const t = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + roundConstants[i]! + w[i]!) | 0
      const u = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
      h = g
      g = f
      f = e
      e = (d + t) | 0
      d = c
      c = b
      b = a
      a = (t + u) | 0
    }
    ;[a, b, c, d, e, f, g, h].forEach((value, i) => { hash[i]! += value })
  }
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
