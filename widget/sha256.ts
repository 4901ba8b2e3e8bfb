// SHA-256 for pages without TLS, where browsers keep `crypto.subtle` back. Fetched by those pages alone.
// @see FIPS 180-4

const primes: number[] = []
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n)
/** The first 32 bits behind the point. */
const fraction = (x: number) => (x % 1) * 2 ** 32
const constants = primes.map((prime) => fraction(Math.cbrt(prime)) | 0)
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)) | 0)

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

/** The hash of what is shorter than 2²⁹ bytes. */
export function sha256(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((data.length + 72) >> 6) << 6)
  padded.set(data)
  padded[data.length] = 0x80
  const words = new DataView(padded.buffer)
  words.setUint32(padded.length - 4, data.length * 8)
  const hash = [...start]
  const w = new Int32Array(64)
  for (let at = 0; at < padded.length; at += 64) {
    let [a, b, c, d, e, f, g, h] = hash as [number, number, number, number, number, number, number, number]
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = words.getInt32(at + i * 4)
      else {
        const [x, y] = [w[i - 15]!, w[i - 2]!]
        w[i] =
          w[i - 16]! + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7]! + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))
      }
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[i]! + w[i]!) | 0
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
    }
    ;[a, b, c, d, e, f, g, h].forEach((word, i) => {
      hash[i] = (hash[i]! + word) | 0
    })
  }
  const result = new DataView(new ArrayBuffer(32))
  for (let i = 0; i < 8; i++) result.setInt32(i * 4, hash[i]!)
  return new Uint8Array(result.buffer)
}
