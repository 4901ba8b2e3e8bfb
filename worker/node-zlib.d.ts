// What workerd has of Node's zlib and we use.
declare module 'node:zlib' {
  export const constants: { Z_SYNC_FLUSH: number }
  export function crc32(data: Uint8Array, value?: number): number
  export function deflateRawSync(
    data: Uint8Array,
    options: { level: number; finishFlush: number },
  ): Uint8Array<ArrayBuffer>
}
