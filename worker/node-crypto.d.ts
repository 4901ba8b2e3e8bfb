// The one thing taken from Node's crypto, which the runtime has too (nodejs_compat): digests without waiting.
declare module 'node:crypto' {
  export function createHash(algorithm: 'sha256'): Sha256
  interface Sha256 {
    update(data: string | Uint8Array): Sha256
    digest(): Uint8Array
  }
}
