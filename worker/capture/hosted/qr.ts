// An address as a QR code to print: black on white whatever surrounds it, with the quiet zone scanners need.
import { encode } from 'uqr'

/** Modules of white around the code (ISO/IEC 18004, 9.1). */
const quiet = 4

/** An SVG that scales to any size. `M`: a sixth of it may be torn or covered. */
export function qrCode(address: string): string {
  const { data, size } = encode(address, { ecc: 'M', border: quiet })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark.join('')}"/></svg>`
  )
}
